/* Le questionnaire : qui répond, puis un objectif à la fois, et le sommaire qui dit où l’on en est.
 */
import { creer } from "../commun/elements.js";
import { differer } from "../commun/gestes.js";
import { pluriel } from "../commun/phrases.js";
import { NOMS } from "./profil.js";

/**
 * { etapes, montrer(etape), relire() } : une étape est "depart" ou l’identifiant d’un objectif ; contexte = { etat(), change(),
 * annoncer(texte) }.
 */
export function questionsDe(zone, grille, { LECTURES, objectifs, indicateurs }, { etat, change, annoncer }) {
  const etapes = ["depart", ...objectifs.map(({ id }) => id)];
  const trouver = (nom) => zone.querySelector(`[data-auto-${nom}]`);
  const sommaire = trouver("sommaire");
  const feuille = trouver("feuille");
  let ici = "depart";

  /* ---- Où l’on en est ---- */

  const repondues = (liste) => liste.reduce((n, { id }) => n + etat().lectures.filter((l) => etat().reponses[id][l]).length, 0);
  const attendues = (liste) => liste.length * etat().lectures.length;

  function avancement() {
    const [n, sur] = [repondues(indicateurs), attendues(indicateurs)];
    const phrase = `${pluriel(n, "réponse")} sur ${sur}`;
    trouver("avancement").textContent = phrase;
    const barre = trouver("barre");
    barre.max = sur;
    barre.value = n;
    for (const objectif of objectifs) {
      const compte = sommaire.querySelector(`[data-compte="${objectif.id}"]`);
      const [faites, voulues] = [repondues(objectif.indicateurs), attendues(objectif.indicateurs)];
      compte.textContent = `${faites}/${voulues}`;
      compte.closest("a").setAttribute("aria-label", `${objectif.numero} ${objectif.libelle} ${compte.textContent} réponses`);
      compte.classList.toggle("auto-complet", faites === voulues);
    }
    return phrase;
  }

  // Au clavier, les flèches changent la réponse à chaque appui : on n’annonce que lorsque la main se pose.
  const direBientot = differer((phrase) => annoncer(`${phrase}.`), 900);
  function repondu() {
    change();
    direBientot(avancement());
  }

  function dresserSommaire() {
    const lien = (id, ...contenu) => creer("li", {}, creer("a", { href: `#${id}`, "data-etape": id }, ...contenu));
    const liste = creer("ol", { class: "auto-etapes" }, lien("depart", "Qui répond, à quoi"));
    for (const general of grille.generaux) {
      liste.append(creer("li", { class: "auto-general" }, general.libelle, creer("ol", {}, ...general.objectifs.map(({ id, numero, libelle }) =>
        lien(id, creer("span", { class: "auto-numero" }, numero), " ", creer("span", {}, libelle), " ", creer("span", { class: "compte", "data-compte": id }))))));
    }
    liste.append(lien("profil", "Voir le profil"));
    sommaire.replaceChildren(liste);
  }

  /* ---- Qui répond, à quoi ---- */

  function choixDe(attributs, classe, coche, poser, ...mots) {
    const champ = creer("input", attributs);
    champ.checked = coche;
    champ.addEventListener("change", () => poser(champ));
    return creer("label", { class: classe }, champ, ...mots);
  }
  function cases(legende, type, nom, choix, coche, poser, aide = "") {
    const options = choix.map(([id, ...mots]) => choixDe({ type, name: nom, value: id }, "auto-choix", coche(id), (champ) => poser(id, champ.checked, champ), creer("span", {}, ...mots)));
    return creer("fieldset", { class: "auto-groupe" }, creer("legend", {}, legende), aide ? creer("p", { class: "source" }, aide) : "", ...options);
  }

  function ligne(nom, libelle, aide, attributs, verifier) {
    const id = `auto-${nom}`;
    const erreur = creer("p", { class: "auto-erreur", id: `${id}-erreur`, role: "alert" });
    const champ = creer("input", { id, "aria-describedby": `${id}-aide ${id}-erreur`, autocomplete: "off", ...attributs });
    champ.value = etat()[nom];
    champ.addEventListener("change", () => {
      const valeur = champ.value.trim();
      const faute = verifier(valeur, champ);
      erreur.textContent = faute;
      champ.setAttribute("aria-invalid", String(Boolean(faute)));
      if (faute) return;
      etat()[nom] = valeur;
      change();
    });
    return creer("div", { class: "auto-ligne" }, creer("label", { for: id }, libelle), creer("p", { class: "source", id: `${id}-aide` }, aide), champ, erreur);
  }

  const poleJuste = (valeur) => (!valeur || /^[a-z0-9][a-z0-9-]{0,59}$/.test(valeur) ? "" : "Écrivez la fin de l’adresse de la fiche\u00a0: des minuscules sans accent, des chiffres et des tirets. Ou laissez vide.");
  const dateJuste = (valeur, champ) => (champ.validity.badInput ? "Cette date n’existe pas. Écrivez le jour, le mois et l’année, ou laissez vide." : "");

  function depart() {
    const lectures = cases("À quoi répondez-vous\u00a0?", "checkbox", "lectures", LECTURES.map((l) => [l, creer("strong", {}, NOMS[l]), ` ${grille.lectures[l]}`]),
      (l) => etat().lectures.includes(l),
      (l, oui, champ) => {
        const voulues = LECTURES.filter((x) => (x === l ? oui : etat().lectures.includes(x)));
        if (!voulues.length) {
          champ.checked = true;
          annoncer("Il faut répondre à l’une des deux au moins.");
          return;
        }
        etat().lectures = voulues;
        repondu();
      }, "Deux questions différentes\u00a0: leurs réponses ne se mélangent pas. Une seule suffit\u00a0; avec les deux, le profil montre aussi ce qui compte beaucoup et satisfait peu.");
    const regard = cases("De quel côté\u00a0?", "radio", "regard", [["", "sans réponse"], ...Object.entries(grille.regards)],
      (id) => etat().regard === id, (id) => { etat().regard = id; change(); });
    const familles = cases("Qui était autour de la table\u00a0?", "checkbox", "evaluateurs", Object.entries(grille.familles),
      (id) => etat().evaluateurs.includes(id),
      (id, oui) => { etat().evaluateurs = Object.keys(grille.familles).filter((f) => (f === id ? oui : etat().evaluateurs.includes(f))); change(); },
      "Des familles, jamais des noms\u00a0: c’est tout ce que dirait une fiche publiée. Facultatif.");
    return [
      lectures,
      creer("details", { class: "auto-plus" }, creer("summary", {}, "Dire qui répond (facultatif)"),
        ligne("qui", "Vous ou votre groupe", "Ce que vous voulez, pour vous y retrouver\u00a0: «\u202fCollège des salariés\u202f», «\u202fÉquipe\u202f»… Rien ne part d’ici.", { type: "text", maxlength: 200 }, () => ""),
        ligne("date", "La date", "Celle du jour, sauf si vous recopiez une grille plus ancienne.", { type: "date" }, dateJuste),
        regard, familles,
        ligne("pole", "Le pôle", "La fin de l’adresse de sa fiche dans l’atlas, si elle existe.", { type: "text", maxlength: 60, spellcheck: "false", autocapitalize: "none" }, poleJuste)),
    ];
  }

  /* ---- Un indicateur ---- */

  function groupe(indicateur, lecture) {
    const nom = `${indicateur.id}-${lecture}`;
    const reponse = etat().reponses[indicateur.id];
    const option = (id, ...mots) => choixDe({ type: "radio", name: nom, value: id }, id ? "auto-degre" : "auto-degre auto-degre--sans", reponse[lecture] === id, () => {
      reponse[lecture] = id;
      repondu();
    }, ...mots);
    const degres = grille.degres.map((d) => option(d.id, creer("span", { class: "auto-rang", "aria-hidden": "true" }, String(d.rang)), creer("span", {}, d[lecture])));
    return creer(
      "fieldset", { class: "auto-lecture" },
      creer("legend", {}, NOMS[lecture], creer("span", { class: "auto-numero" }, `, ${indicateur.numero}`)), // l’énoncé, lui, est le titre
      creer("div", { class: "auto-degres" }, ...degres, option("", creer("span", {}, "sans réponse"))),
    );
  }

  function ecrit(indicateur, cle, libelle, aide) {
    const id = `${indicateur.id}-${cle}`;
    const champ = creer("textarea", { id, rows: 3, maxlength: 4000, "aria-describedby": `${id}-aide` });
    champ.value = etat().reponses[indicateur.id][cle];
    champ.addEventListener("input", () => {
      etat().reponses[indicateur.id][cle] = champ.value;
      change();
    });
    return creer("div", { class: "auto-ligne" }, creer("label", { for: id }, libelle, creer("span", { class: "lu-seul" }, ` sur ${indicateur.numero}`)), creer("p", { class: "source", id: `${id}-aide` }, aide), champ);
  }

  function question(indicateur) {
    const { note, preuve } = etat().reponses[indicateur.id];
    return creer(
      "section", { class: "auto-question", "data-indicateur": indicateur.id },
      creer("h4", {}, creer("span", { class: "auto-numero" }, indicateur.numero), " ", indicateur.libelle),
      ...LECTURES.filter((l) => etat().lectures.includes(l)).map((l) => groupe(indicateur, l)),
      creer("details", { class: "auto-plus", open: Boolean(note || preuve) }, creer("summary", {}, "Une note, une preuve"),
        ecrit(indicateur, "note", "Note", "Ce qui explique la réponse, ce qui reste à voir."),
        ecrit(indicateur, "preuve", "Preuve", "Ce qui le montre\u00a0: un document, un chiffre, un fait.")),
    );
  }

  /* ---- Une étape ---- */

  function pas() {
    const rang = etapes.indexOf(ici);
    const lien = (id, mots, classe) => creer("a", { href: `#${id}`, class: classe }, mots);
    const mots = (id) => (id === "depart" ? "Qui répond" : `Objectif ${objectifs.find((o) => o.id === id).numero}`);
    return creer("p", { class: "auto-pas" },
      rang ? lien(etapes[rang - 1], `← ${mots(etapes[rang - 1])}`, "auto-avant") : "",
      rang < etapes.length - 1 ? lien(etapes[rang + 1], `${mots(etapes[rang + 1])} →`, "bouton") : lien("profil", "Voir le profil →", "bouton"));
  }

  function montrer(etape) {
    ici = etapes.includes(etape) ? etape : "depart";
    const objectif = objectifs.find(({ id }) => id === ici);
    const general = objectif && grille.generaux.find((g) => g.objectifs.includes(objectif));
    const titre = creer("h3", { tabindex: -1, "data-auto-titre": true }, objectif ? `${objectif.numero}. ${objectif.libelle}` : "Qui répond, à quoi");
    feuille.replaceChildren(
      objectif ? creer("p", { class: "surtitre" }, general.libelle) : "", titre,
      ...(objectif ? objectif.indicateurs.map(question) : depart()), pas(),
    );
    for (const lien of sommaire.querySelectorAll("[data-etape]")) {
      if (lien.dataset.etape === ici) lien.setAttribute("aria-current", "step");
      else lien.removeAttribute("aria-current");
    }
    trouver("ou").textContent = objectif ? `Objectif ${objectif.numero} sur ${objectifs.length}` : "Pour commencer";
    avancement();
    return titre;
  }

  function relire() {
    dresserSommaire();
    return montrer(ici);
  }
  relire();
  return { etapes, montrer, relire };
}
