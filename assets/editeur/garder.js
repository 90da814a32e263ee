/* Rien ne se perd : la fiche en cours est gardée dans ce navigateur, une clé par fiche, et se reprend ou s’efface d’un bouton.
 *
 * Deux onglets ne se battent pas : celui qui voit que l’autre a gardé depuis demande avant de garder à son tour. Un navigateur
 * qui refuse, ou qui est plein, est dit en mots ; la page marche sans.
 */

(() => {
  "use strict";

  const E = window.atlasEditeur;
  const { creer, bouton, etat } = E;
  const PREFIXE = "atlas-editeur:";
  const ATTENTE = 500;
  const onglet = Math.random().toString(36).slice(2);
  const place = E.trouver("garde");
  let cle = `${PREFIXE}nouveau`;
  let connu = 0; // l’heure du dernier brouillon que cet onglet a lu ou écrit
  let [suspendu, refus] = [false, false];

  const heure = (date) => new Date(date).toLocaleString("fr-FR", { dateStyle: "long", timeStyle: "short" });
  function lire(laquelle = cle) {
    try {
      const garde = JSON.parse(localStorage.getItem(laquelle));
      return garde && typeof garde.texte === "string" && typeof garde.date === "number" ? garde : null;
    } catch {
      return null;
    }
  }
  function dire(texte, ...suite) {
    place.hidden = !texte;
    place.replaceChildren(texte, ...suite);
  }
  const refuse = (erreur) => {
    refus = true;
    const plein = erreur?.name === "QuotaExceededError";
    dire(`${plein ? "La place que ce navigateur donne au site est pleine" : "Ce navigateur refuse de garder quoi que ce soit"}\u00a0: votre travail tient tant que la page reste ouverte. Téléchargez le fichier à la dernière étape.`);
  };

  /* Un brouillon n’a de sens que s’il diffère de ce dont on est parti. */
  const aGarder = () => (etat.base === null ? !etat.lisible || Object.keys(etat.valeurs).some((k) => k !== "verifie_le") || etat.leRecit.trim() : etat.change);

  function garder() {
    if (suspendu || refus) return;
    const autre = lire();
    if (autre && autre.onglet !== onglet && autre.date > connu) {
      demander(autre);
      return;
    }
    try {
      if (!aGarder()) {
        if (autre) localStorage.removeItem(cle);
        dire("");
        return;
      }
      connu = Date.now();
      localStorage.setItem(cle, JSON.stringify({ texte: etat.texte, base: etat.base, slug: E.slugChoisi ?? "", date: connu, onglet }));
      dire(`Gardé dans ce navigateur à ${new Date(connu).toLocaleTimeString("fr-FR", { timeStyle: "short" })}. `, bouton("Effacer", effacer, { class: "bouton-discret" }));
    } catch (erreur) {
      refuse(erreur);
    }
  }
  const bientot = E.differer(garder, ATTENTE);

  function demander(autre, phrase = `Un autre onglet a gardé une version plus récente de cette fiche, le ${heure(autre.date)}. Laquelle garder\u202f?`, noms = ["Celle de cet onglet", "Celle de l’autre onglet"]) {
    suspendu = true;
    const choisir = (date, suite) => () => {
      [suspendu, connu] = [false, date];
      E.avis("onglets");
      suite();
    };
    E.avis("onglets", creer("p", {}, phrase), creer("p", {}, bouton(noms[0], choisir(Date.now(), garder)), " ", bouton(noms[1], choisir(autre.date, () => reprendre(autre)))));
  }
  const choisirFichier = (garde) => demander(garde, `Un brouillon de cette fiche était gardé dans ce navigateur, depuis le ${heure(garde.date)}. Lequel garder\u202f?`, ["Le fichier que j’ouvre", "Le brouillon"]);

  function reprendre(garde) {
    connu = garde.date;
    E.slugChoisi = garde.slug || null;
    E.montrerFiche({ texte: garde.texte, base: garde.base, slug: garde.slug, publie: cle !== `${PREFIXE}nouveau` });
  }

  function effacer() {
    if (!E.page.querySelector("[data-effacer-sur]")) {
      const sur = creer("span", { "data-effacer-sur": true }, " Sûr\u202f? ", bouton("Oui, tout effacer", () => {
        try { localStorage.removeItem(cle); } catch { /* rien n’était gardé */ }
        connu = Date.now();
        E.avis("reprise");
        E.recommencer();
        dire("");
        E.annoncer("Le brouillon est effacé de ce navigateur.");
        E.trouver("titre").focus();
      }, { class: "bouton-discret" }));
      place.append(sur);
      sur.querySelector("button").focus();
    }
  }

  /* À l’ouverture d’une fiche : y a-t-il un brouillon ? `texte` est celui de l’atlas, ou null pour un nouveau pôle. */
  function retrouver(slug, texte) {
    cle = PREFIXE + (slug || "nouveau");
    [suspendu, connu] = [false, 0];
    const garde = lire();
    if (!garde || garde.texte === texte) return null;
    return garde;
  }
  function avertir(garde, texte) {
    const change = texte !== null && garde.base !== null && garde.base !== texte;
    const publiee = () => {
      try { localStorage.removeItem(cle); } catch { /* rien n’était gardé */ }
      connu = Date.now();
      E.avis("reprise");
      E.recommencer();
      E.annoncer("Le brouillon est effacé.");
    };
    E.avis("reprise", creer("p", {}, creer("strong", {}, "Votre travail est repris où vous l’aviez laissé"), `, le ${heure(garde.date)}. Il était gardé dans ce navigateur, et n’a été envoyé nulle part.${change ? " Entre-temps, la fiche publiée a changé\u00a0: relisez bien." : ""}`),
      creer("p", {}, bouton("Continuer", () => {
        E.avis("reprise");
        E.trouver("titre").focus();
      }), " ", bouton(texte === null ? "Effacer et recommencer" : "Effacer, et revenir à la fiche publiée", publiee, { class: "bouton-discret", "data-effacer": true })));
  }

  addEventListener("storage", ({ key, newValue }) => {
    if (key !== cle || !newValue || suspendu) return;
    const autre = lire();
    if (autre && autre.onglet !== onglet && autre.date > connu && etat.change) demander(autre);
  });
  addEventListener("pagehide", () => {
    bientot.oublier();
    garder();
  });

  E.garder = { bientot, retrouver, avertir, choisirFichier, reprendre };
})();
