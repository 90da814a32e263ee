/* L’autodiagnostic que le pôle choisit de publier : la page de l’autodiagnostic en prépare les lignes, ici on les colle. */

(() => {
  "use strict";

  const E = window.atlasEditeur;
  const { creer, bouton, etat, champs } = E;
  const SUITE = /^#.*\n/m; // la remarque qui sépare le groupe de sa source

  const lire = (lignes) => etat.lire(`---\n${lignes.trim()}\n---\n`)?.valeurs ?? {};
  function comprendre(texte) {
    const [groupe, source = ""] = texte.replace(/\r\n?/g, "\n").split(SUITE);
    const { autodiagnostic } = lire(groupe);
    return autodiagnostic && typeof autodiagnostic === "object" ? { autodiagnostic, sources: source.trim() ? lire(`sources:\n${source.trimEnd().replace(/^\n+/, "")}`).sources ?? {} : {} } : null;
  }

  function dire(champ) {
    const { date, reponses } = etat.valeur("autodiagnostic") ?? {};
    const place = champ.querySelector("[data-autodiagnostic-dit]");
    const n = Object.keys(reponses ?? {}).length;
    place.replaceChildren(...(etat.vide(etat.valeur("autodiagnostic")) ? ["Aucun pour l’instant."] : [`Un autodiagnostic${date ? ` du ${E.enMots(String(date))}` : ""}, avec des réponses à ${E.compte(n, "indicateur")}. `, bouton("L’ôter", () => {
      etat.poser(["autodiagnostic"], undefined);
      dire(champ);
      champ.querySelector("textarea").focus();
      E.annoncer("L’autodiagnostic est ôté.");
    }, { class: "bouton-discret" })]));
  }

  function preparer() {
    const champ = champs.dans(champs.formulaire, "autodiagnostic");
    if (!champ) return;
    const zone = champ.querySelector("textarea");
    const faute = creer("p", { class: "champ-fautes", role: "alert", hidden: true }, "Ces lignes ne se lisent pas. Copiez toutes celles que la page de l’autodiagnostic a préparées.");
    zone.after(faute, creer("p", { class: "ligne-outils" }, bouton("Reprendre ces lignes", () => {
      const compris = comprendre(zone.value);
      faute.hidden = compris !== null;
      if (!compris) {
        zone.focus();
        return;
      }
      const connues = etat.valeur("sources") ?? {};
      for (const [id, source] of Object.entries(compris.sources)) if (!connues[id]) E.sources.declarer(source, id);
      etat.poser(["autodiagnostic"], compris.autodiagnostic);
      E.problemes.voir(champ);
      zone.value = "";
      dire(champ);
      E.annoncer("L’autodiagnostic est dans la fiche.");
    })));
  }

  E.autodiagnostic = { preparer, dire };
})();
