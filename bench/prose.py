"""French prose by recombination: sentence patterns with slots, filled from lists of phrases and from one record's names."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping

_SLOT = re.compile(r"\{([a-z_]+)\}")
_ELISION = re.compile(r"\bde (?=une? )")


def options(text: str) -> tuple[str, ...]:
    """Phrases between vertical bars."""
    return tuple(text.split("|"))


# Coined names (« Terralune », « Solivert »): first half, second half.
HEADS = options(
    "Terra|Soli|Viva|Brin|Cala|Marna|Lumi|Onda|Petra|Silva|Verdi|Arbo|Nova|Coopé|Flora|Rivo|Tisso|Mobi|Campa|Orée|"
    "Granu|Laina|Ferro|Papy|Mélio|Canto|Ruba|Alto|Sava|Garo|Pluri|Lande|Brise|Houle|Ecla|Estra|Pano|Aube|Cirque|Tramo"
)
TAILS = options(
    "lune|vert|lab|nove|rive|terre|seme|pole|val|mont|fil|lien|doc|rond|sol|bois|champ|cime|nord|gance|bel|mance|tis|"
    "fab|pont|ruche|source|voie|plume|brise|veille|sel|roc|ferme|corde|toit|nef|mare|liane|gerbe"
)
# Names of people and places that organisations are called after.
EPONYMS = options(
    "Aristide Berthier|Jeanne Maligot|Louise Ferraud|Marius Tournel|Odette Vasseur|Émile Quérou|Suzanne Lebrac|Paul Chastain|"
    "Rosa Delmont|Germaine Aubry|la Tuilerie|la Grande Halle|la Gare|les Quatre-Vents|la Source|le Moulin|la Fabrique|"
    "la Rotonde|les Tilleuls|le Verger|la Manufacture|la Passerelle|le Phare|les Remparts|la Filature|la Minoterie|le Préau|"
    "la Halle aux grains|l’Écluse|l’Ancienne Poste|les Glycines|le Grand Pré|la Saline|l’Arsenal|le Belvédère|la Cigale|"
    "le Four banal|la Bergerie|la Vannerie|les Alouettes"
)
KINDS = {
    "ess": options(
        "Association|Coopérative|Régie de quartier|Ressourcerie|Épicerie solidaire|Compagnie|Chantier d’insertion|"
        "Entreprise d’insertion|Groupement d’employeurs|Recyclerie|Café associatif|Crèche parentale|Mutuelle|Foyer rural|"
        "Couveuse|Jardins partagés|Atelier vélo|Radio associative|Maison des habitants|Centre social|Cuisine collective|"
        "Coopérative d’activité et d’emploi|Légumerie|Conciergerie solidaire|Tiers-lieu|Banque alimentaire|Auto-école solidaire"
    ),
    "entreprise": options(
        "Menuiserie|Brasserie|Imprimerie|Scierie|Fonderie|Boulangerie|Maraîchage|Bureau d’études|Transports|Charpentes|"
        "Tissages|Conserverie|Fromagerie|Électricité|Studio|Garage|Paysagistes|Librairie|Meunerie|Serrurerie"
    ),
    "collectivite": options("Ville de|Communauté de communes|Pays de|Syndicat mixte|Département|Parc naturel régional"),
    "recherche": options("Université|Laboratoire|École d’ingénieurs|Institut de recherche|Chaire|Observatoire"),
    "formation": options("Centre de formation|Lycée agricole|Maison familiale rurale|École de la deuxième chance|Campus des métiers|GRETA"),
    "autre": options("Établissement public|Chambre des métiers|Chambre d’agriculture|Collectif d’habitants|Office du tourisme|Caisse locale"),
}

WORDS: dict[str, tuple[str, ...]] = {
    key: options(text)
    for key, text in {
        "activite": (
            "une ressourcerie|un atelier de réparation de vélos|une légumerie|une conserverie mobile|une cantine de quartier|"
            "une menuiserie partagée|un magasin de producteurs|une crèche à horaires décalés|une blanchisserie|un garage solidaire|"
            "une épicerie coopérative|une plateforme de matériaux de réemploi|un atelier de couture|une imprimerie associative|"
            "un fournil|une malterie|un service de livraison à vélo|une salle de spectacle|un studio d’enregistrement|"
            "une librairie-café|un atelier de céramique|une boutique de seconde main|un service d’aide à domicile|"
            "une ferme-école|une pépinière d’arbres fruitiers|une filature de laine|un parc solaire citoyen|une chaufferie au bois|"
            "un espace de travail partagé|un atelier de fabrication numérique|une auberge de jeunesse|un restaurant d’application|"
            "une école de la transition|une régie de transport à la demande|un centre de tri des textiles|une fabrique d’isolants|"
            "un laboratoire de transformation|une plateforme logistique de circuits courts|une scierie mobile|une radio locale|"
            "une maison de santé|un réseau d’autopartage|un chantier-école de pierre sèche|une consigne de bouteilles|"
            "un jardin médicinal|une brasserie paysanne|un atelier de lutherie|un cinéma itinérant"
        ),
        "lieu": (
            "une ancienne filature|une friche ferroviaire|un moulin à eau|une école fermée|un corps de ferme|une caserne désaffectée|"
            "un hangar agricole|l’ancien abattoir|une chapelle désacralisée|une usine de chaussures|un couvent|la halle du marché|"
            "un entrepôt portuaire|une laiterie abandonnée|le rez-de-chaussée d’un immeuble social|une gare de marchandises|"
            "un presbytère|un ancien garage|une colonie de vacances|un pavillon de l’hôpital|une cave coopérative|"
            "un bâtiment de la douane|une tannerie|des bureaux prêtés par la mairie|un atelier municipal|une papeterie|"
            "un domaine viticole|des serres horticoles|une ancienne trésorerie|un centre de tri postal"
        ),
        "gens": (
            "des maraîchers|des salariés en insertion|des comédiens|des menuisiers|des retraités bénévoles|des éleveurs|"
            "des aides à domicile|des architectes|des couturières|des étudiants|des ingénieurs|des éducateurs|des cuisiniers|"
            "des apiculteurs|des libraires|des mécaniciens|des paysagistes|des forestiers|des infirmières|des conteurs|"
            "des développeurs de logiciels|des potiers|des chauffeurs|des formateurs|des parents d’élèves|des artisans du bâtiment|"
            "des pêcheurs|des vignerons|des photographes|des brodeuses|des charpentiers|des bergers|des meuniers|des graphistes|"
            "des comptables|des animateurs|des habitants du quartier|des chercheurs|des cordonniers|des musiciens"
        ),
        "moyen": (
            "un camion frigorifique|une comptable à temps partagé|un logiciel de gestion|une chambre froide|un standard téléphonique|"
            "une salle de réunion|un parc de machines à bois|une presse à fruits|un service de paie|une flotte de vélos cargos|"
            "un broyeur de végétaux|un site de vente en ligne|une assurance de groupe|une chargée de communication|"
            "un four à céramique|un minibus de neuf places|une cuisine aux normes|des vestiaires|un fonds de garantie|"
            "une centrale d’achats|un atelier de quatre cents mètres carrés|des bureaux meublés|un serveur informatique|"
            "un coordinateur de la prévention|une sonorisation|un tracteur enjambeur|une imprimante grand format|"
            "une ligne d’embouteillage|un conseiller en énergie|une bibliothèque d’outils|une plateforme de stockage|"
            "un groupe électrogène|une photothèque|un juriste une journée par semaine|un défibrillateur|un séchoir solaire"
        ),
        "but": (
            "garder des emplois au village|réduire les déchets de moitié|nourrir les cantines avec des produits du pays|"
            "former sans faire partir|ouvrir la culture à ceux qui n’y vont pas|isoler les maisons les plus froides|"
            "relocaliser une filière oubliée|rendre les déplacements possibles sans voiture|accueillir de nouveaux habitants|"
            "donner un toit aux associations|faire travailler ensemble des métiers qui s’ignoraient|garder les bénéfices sur place|"
            "rompre l’isolement des aînés|offrir un premier contrat aux jeunes|préserver les haies et les prairies|"
            "partager les risques entre petites structures|répondre à plusieurs aux marchés publics|"
            "transmettre des fermes sans repreneur|donner une seconde vie aux objets|produire une énergie qui appartienne au pays|"
            "sortir de la dépendance aux subventions|faire vivre le centre-bourg|rapprocher l’école et l’atelier|"
            "entretenir les savoir-faire de la pierre|rendre visibles des métiers discrets"
        ),
        "souci": (
            "la toiture prend l’eau|le bailleur hésite|les subventions arrivent en retard|le premier directeur s’en va|"
            "la crue emporte une partie du stock|les banques demandent des garanties|les horaires des uns gênent les autres|"
            "le prix de l’énergie double|la rivière déborde deux fois|l’assureur résilie son contrat|deux membres se retirent|"
            "la pandémie ferme l’atelier pendant onze semaines|le marché du papier s’effondre|le permis de construire tarde|"
            "un incendie détruit le hangar|la commande publique se tarit|les bénévoles s’épuisent|la sécheresse ruine une récolte|"
            "la fusion des intercommunalités change les interlocuteurs|le bail n’est renouvelé que pour un an"
        ),
        "instance": (
            "un conseil coopératif|un bureau de sept personnes|une assemblée mensuelle|un comité de pilotage|un collège d’habitants|"
            "un directoire tournant|une cellule d’animation|une conférence annuelle des membres|un cercle des fondateurs|"
            "un comité d’engagement|une commission des finances|un conseil scientifique|un trio de coprésidentes|"
            "un groupe de suivi|une réunion du lundi|un parlement du pôle|un comité d’éthique|une équipe de permanents"
        ),
        "appui": (
            "la Région|le Département|l’intercommunalité|la mairie|une fondation d’entreprise|la chambre d’agriculture|"
            "le parc naturel régional|la Caisse des dépôts|un fonds européen|la chambre régionale de l’ESS|une banque coopérative|"
            "l’agence de l’eau|le conseil de développement|une mutuelle de santé|l’université voisine|une caisse de retraite|"
            "l’office public de l’habitat|le syndicat d’énergie|un club d’investisseurs locaux|l’Agence de la transition écologique"
        ),
        "produit": (
            "des légumes de plein champ|du pain au levain|des meubles de bureau|de la laine cardée|des jus de pomme|des panneaux de chanvre|"
            "des vélos remis à neuf|des repas pour les écoles|des plants forestiers|des cabas en toile de voile|du miel de châtaignier|"
            "des jouets en bois|du savon|des fenêtres sur mesure|de la farine de sarrasin|des spectacles pour les crèches|"
            "des cartes en relief|des fromages de brebis|des kits solaires|des briques de terre crue|des confitures|"
            "des ordinateurs reconditionnés|des tuiles vernissées|de la bière d’épeautre|des paniers d’osier|des livres d’artistes|"
            "de l’huile de noix|des sacs isothermes|des compotes sans sucre|des visites guidées|des couches lavables|"
            "des granulés de bois|des caisses de réemploi|de la spiruline|des ruches|des décors de théâtre"
        ),
        "manifestation": (
            "une fête des récoltes|un forum des métiers|une bourse aux plantes|des portes ouvertes|un festival de courts métrages|"
            "une braderie de printemps|une course à pied entre fermes|un marché de nuit|des rencontres de l’éco-construction|"
            "un concours de soupes|une semaine du réemploi|une université populaire|un bal|une exposition de photographies|"
            "un atelier de réparation public|un cycle de conférences|un salon du livre|une grande lessive|une foire aux idées"
        ),
        "milieu": (
            "la vallée|le plateau|les quartiers du nord|la plaine|le bocage|le littoral|le centre ancien|le bassin minier|"
            "la montagne|les faubourgs|la presqu’île|le marais|la lagune|les causses|les mornes|le vignoble|la lisière de la forêt|"
            "les hauts|l’estuaire|la zone commerciale|les coteaux|la couronne périurbaine"
        ),
        "quand": (
            "Dès le premier hiver|Au printemps suivant|Après deux années d’essais|À la rentrée|En moins de dix-huit mois|"
            "Au bout de trois saisons|Un an plus tard|Peu après l’ouverture|Dans l’intervalle|À mi-parcours|Sans attendre|"
            "Au terme d’une longue concertation|L’été venu|Quelques mois après la signature|À la demande des élus"
        ),
        "maniere": (
            "sans intermédiaire|à tour de rôle|pas à pas|à parts égales|au prix coûtant|avec prudence|à ciel ouvert|par roulement|"
            "de gré à gré|en famille|à livre ouvert|le soir et le samedi|en petites équipes|avec les moyens du bord|"
            "selon une charte écrite à plusieurs|au fil de l’eau|à bas bruit|contre vents et marées"
        ),
        "constat": (
            "la confiance se construit autour des outils plutôt que des discours|chacun garde son métier et son nom|"
            "le plus difficile n’est pas l’argent, mais le temps|les habitants reviennent quand on leur ouvre la porte|"
            "une réunion de trop coûte plus qu’une machine|les petites commandes font les grands chantiers|"
            "le bouche-à-oreille vaut une campagne d’affichage|les désaccords se règlent mieux à table|"
            "rien ne remplace une visite sur place|la coopération s’apprend comme un métier|"
            "un lieu commun fait naître des projets que personne n’avait prévus|il faut savoir dire non à un financement|"
            "les élus changent et les murs restent|on partage plus volontiers un camion qu’un fichier"
        ),
        "nombre": (
            "douze|quinze|dix-huit|vingt|vingt-six|trente|quarante|cinquante-cinq|soixante-dix|"
            "plus de quatre-vingts|près de cent|environ cent vingt|un peu moins de deux cents|plus de trois cents"
        ),
        "petit": ("deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze"),
        "structure": (
            "associations|coopératives|entreprises|artisans|structures d’insertion|collectivités|exploitations|compagnies|"
            "organismes de formation|ateliers|commerces|bureaux d’études|clubs|écoles"
        ),
    }.items()
}

OPENINGS = (
    "{a_commune}, {nom} réunit {gens} et {gens} autour d’une même idée : {but}.",
    "Dans {milieu} qui entoure {commune}, {nom} fait tenir ensemble {activite}, {activite} et {activite}.",
    "{nom} est né {a_la_commune}, dans {lieu}, pour {but}.",
    "Comment {but} ? {a_commune}, {gens} et {gens} ont répondu par {activite}.",
    "Porté par {porteur}, {nom} coordonne {petit} activités, dont {activite} et {activite}.",
    "On vient {a_la_commune} pour {activite} ; on y trouve aussi {activite}, et {petit} {structure} qui se prêtent {moyen}.",
    "Entre {milieu} et {milieu}, {nom} tisse depuis {annee} des liens entre {gens}, {gens} et {appui}.",
    "Tout commence {a_la_commune} par {activite} ; {nom} en est la suite, à plusieurs.",
)
ORIGINS = (
    "En {annee}, {petit} {structure} louent ensemble {lieu} et y installent {activite}.",
    "L’histoire part d’un besoin simple : {but}.",
    "{quand}, {appui} confie au groupe une étude sur {milieu}, que mènent {gens} et {gens}.",
    "Une rencontre entre {gens} et {gens}, un soir de novembre, donne l’élan ; {porteur} offre ses murs.",
    "Le premier projet échoue : {souci}. Le second, plus modeste, commence par {activite}.",
    "{porteur} cherchait un voisin pour {lieu} ; il en est venu {petit}.",
    "La fermeture d’une usine laisse {nombre} personnes sans travail, et {lieu} sans usage.",
    "Avec l’appui de {partie} et de {partie}, {gens} rédigent une charte en {petit} points.",
    "En {annee}, un appel à projets national retient la candidature que portait {porteur}.",
    "Avant le pôle, chacun achetait seul {moyen}, et s’en servait trop peu.",
)
ACTIONS = (
    "{activite_maj} occupe {nombre} personnes et fournit {produit}.",
    "{gens_maj} y fabriquent {produit}, que l’on vend {maniere} du bourg jusqu’à {voisine}.",
    "{quand}, {activite} rejoint {activite}, puis {gens} proposent {produit}.",
    "Les déchets de l’un deviennent la matière de l’autre : de là viennent {produit} et {produit}.",
    "{partie} apporte ses débouchés, {partie} ses machines, et {gens} leur savoir-faire.",
    "Chaque année, {manifestation} attire {nombre} visiteurs venus de {voisine} et de plus loin.",
    "Le pôle livre {produit} à {nombre} cantines, {maniere}.",
    "{gens_maj} apprennent le métier auprès de {gens}, dans {lieu} que prête {appui}.",
    "À {voisine}, une antenne propose {activite} deux jours par semaine.",
    "On y répare, on y transforme, on y vend : {produit}, {produit}, {produit}.",
    "{partie} et {partie} répondent désormais ensemble aux marchés publics, pour {produit} comme pour {produit}.",
    "Des tournées relient {commune} à {voisine} ; elles transportent {produit} à l’aller et {produit} au retour.",
    "{manifestation_maj} et {manifestation} font connaître {activite} au-delà de {milieu}.",
    "Le travail avec {appui} porte sur {milieu}, où manque {activite}.",
)
SHARING = (
    "Les membres partagent {moyen}, {moyen} et {moyen}.",
    "{moyen_maj} passe de l’un à l’autre {maniere} ; un calendrier en ligne suffit.",
    "Pour payer {moyen}, chacun verse selon son chiffre d’affaires, et {appui} complète.",
    "{partie} héberge {moyen} ; en échange, {partie} s’occupe de {moyen}.",
    "Aucune structure n’aurait pu s’offrir seule {moyen}, encore moins {moyen}.",
    "Le groupement d’employeurs a créé {petit} postes, partagés entre {gens} et {gens}.",
    "Les achats groupés ont commencé par {moyen} ; ils s’étendent à {produit}.",
    "Deux fois par an, on décide ensemble de ce qui sera mis en commun : {moyen} l’an dernier, {moyen} cette année.",
)
GOVERNING = (
    "Les décisions se prennent dans {instance}, que prépare {instance}.",
    "{instance_maj} réunit {petit} fois l’an les {structure}, les {structure} et {appui}.",
    "Une personne, une voix : la règle vaut pour {partie} comme pour {partie}.",
    "L’animation revient à {porteur}, qui y consacre {petit} demi-journées par semaine.",
    "{appui_maj} siège sans voter ; {partie} tient les comptes.",
    "Après un désaccord sur {lieu}, le groupe s’est donné {instance}.",
)
HARDSHIPS = (
    "Tout ne va pas de soi : {souci}, puis {souci}.",
    "En {annee_suite}, {souci} ; {partie} avance alors la trésorerie.",
    "{quand}, {souci}. Le pôle tient {maniere}, grâce à {gens}.",
    "Ses animateurs le disent sans détour : {constat}.",
    "On en retient que {constat}, et que {constat}.",
    "{souci_maj}, et pourtant {nombre} emplois sont maintenus.",
)
PROSPECTS = (
    "La suite passe par {activite}, que {appui} promet de soutenir.",
    "À {voisine}, {lieu} pourrait accueillir {activite}.",
    "Rien n’est joué : il reste à trouver {moyen} et à convaincre {appui}.",
    "En {annee_suite}, le pôle comptait {nombre} emplois ; les pages consultées ne vont pas au-delà.",
    "D’autres territoires s’en inspirent, de {voisine} à {milieu}.",
    "{gens_maj} et {gens} préparent maintenant {activite}, pour {but}.",
)
BODY = (ORIGINS, ACTIONS, SHARING, ACTIONS, GOVERNING, HARDSHIPS)

STATEMENTS = {
    "moyens": (
        "{moyen_maj} et {moyen} servent à tous les membres.",
        "Le pôle dispose de {lieu}, où se partagent {moyen} et {moyen}.",
        "Achat en commun : {moyen}, {maniere}.",
    ),
    "projets": (
        "{activite_maj}, à l’initiative de {petit} structures, avec {gens}.",
        "{manifestation_maj} et {activite}, préparées ensemble.",
        "Une offre commune : {produit} et {produit}.",
    ),
    "strategique": (
        "Une vision partagée de {milieu} : {but}.",
        "Recherche menée avec {gens}, pour {but}.",
        "{instance_maj} décide des recrutements et des investissements communs.",
    ),
}
FIGURES = (
    ("Surface du site", "m²", 120, 9000),
    ("Emplois", "emplois", 4, 340),
    ("Structures membres", "structures", 3, 60),
    ("Salariés en parcours d’insertion", "personnes", 5, 160),
    ("Chiffre d’affaires cumulé", "milliers d’euros", 90, 9400),
    ("Repas servis par an", "repas", 900, 210000),
    ("Matériaux détournés de la décharge", "tonnes", 6, 2100),
    ("Heures de formation", "heures", 150, 18000),
    ("Habitants associés", "personnes", 20, 2600),
    ("Énergie produite par an", "MWh", 30, 52000),
    ("Visiteurs par an", "visiteurs", 300, 80000),
    ("Investissement initial", "milliers d’euros", 40, 6200),
)


def fill(rng: random.Random, pattern: str, own: Mapping[str, str]) -> str:
    """A pattern with its slots filled: from `own` (one record's names) or the lists; `x_maj` is `x` with a capital."""
    used: set[str] = set()

    def chosen(match: re.Match[str]) -> str:
        slot = match[1]
        if slot in own:
            return own[slot]
        if slot == "partie":
            words: tuple[str, ...] = options(own["parties"])
        else:
            words = WORDS[slot.removesuffix("_maj")]
        word = rng.choice(words)
        for _ in range(4):
            if word not in used:
                break
            word = rng.choice(words)
        used.add(word)
        return capital(word) if slot.endswith("_maj") else word

    return capital(_ELISION.sub("d’", _SLOT.sub(chosen, pattern)))


def capital(text: str) -> str:
    """The text with its first letter in capital."""
    return text[:1].upper() + text[1:]


def coined(rng: random.Random) -> str:
    """A name that exists nowhere: « Terralune »."""
    return rng.choice(HEADS) + rng.choice(TAILS)
