/* Ce qui est cité est-il déclaré, ce qui est déclaré est-il cité, et chaque source se retrouve-t-elle ? Jumelle de atlas/check/sources.py. */

import { adresseProposee } from "./slugs.js";
import { guillemets, premiers } from "./texte.js";
import { couperEn, sansSuivi } from "./tracking.js";

/**
 * Ce que deux adresses d’une même page ont en commun : marques, « https », « www. », barre de fin et endroit de la page (`#histoire`)
 * ôtés ; `#/…` et `#!…` sont des pages à elles.
 * @param {string} adresse
 * @param {{ suivis: string[], suivis_debut: string[] }} mots
 */
export function memePage(adresse, mots) {
  const [page, ancre] = couperEn(sansSuivi(adresse, mots).propre, "#");
  const [chemin, question] = couperEn(page, "?");
  const [hote, reste] = couperEn(chemin.replace(/^https?:\/\/(www\.)?/i, ""), "/");
  return `${hote.toLowerCase()}/${reste}`.replace(/\/+$/, "") + (question && `?${question}`) + (/^[/!]/.test(ancre) ? `#${ancre}` : "");
}

const IDENTIFIANT = /^[a-z0-9][a-z0-9-]{0,59}$/;
export function reglesDesSources({ limites, mots, lettres, motProche, recitDe }) {
  const declarees = (lecture) => [...lecture.marques.values()].filter(({ chemin }) => chemin.length === 2 && chemin[0] === "sources").map(({ chemin }) => chemin[1]);
  const citees = (lecture) => [...lecture.textes.values()].filter(({ chemin, texte }) => texte && chemin[0] !== "sources" && (chemin.at(-1) === "source" || chemin[0] === "provenance")).map(({ chemin, texte }) => ({ chemin, texte: lettres.apparence(texte) }));
  const sources = (lecture) => [...(lecture.prendre("sources") ?? new Map()).keys()];

  function* sourcesDeclarees(lecture) {
    const connues = declarees(lecture);
    const recit = recitDe(lecture);
    for (const { texte, place } of recit.definitions) yield lecture.duRecit(recit.marque(place), "note-definie", { id: premiers(texte, 60) });
    for (const { texte, place } of recit.echappees) yield lecture.duRecit(recit.marque(place), "note-echappee", { id: premiers(texte, 60) });
    if (!connues.length) return;
    for (const { texte, place } of recit.entreCrochets) if (connues.includes(texte)) yield lecture.duRecit(recit.marque(place), "note-echappee/crochets", { id: texte });
    const nommees = connues.map((c) => (IDENTIFIANT.test(c) ? c : adresseProposee(c, limites.adresse) || c)); // comme il est dit de les écrire
    const dites = new Set([...connues, ...nommees]);
    let essais = 0;
    const aLaPlace = (id, lu) => {
      essais += 1;
      const proche = essais <= limites.essais_sources ? motProche(id, nommees.map((c) => [c, c])) : "";
      const liste = nommees.slice(0, limites.sources_dites).join(", ") + (connues.length > limites.sources_dites ? ", …" : "");
      return [proche ? "source-non-declaree/proche" : "source-non-declaree", { lu: guillemets(lu), liste, proche, id: premiers(id, 60) }];
    };
    for (const { chemin, texte } of citees(lecture)) if (!dites.has(texte)) yield lecture.dire(chemin, ...aLaPlace(texte, texte));
    for (const { texte, place } of recit.notes) {
      const id = lettres.apparence(texte);
      if (!dites.has(id)) yield lecture.duRecit(recit.marque(place), ...aLaPlace(id, `[^${texte}]`));
    }
  }
  function* sourcesCitees(lecture) {
    const { notes, echappees } = recitDe(lecture);
    const dites = new Set([...citees(lecture), ...notes, ...echappees].map(({ texte }) => lettres.apparence(texte)));
    for (const id of sources(lecture)) if (!dites.has(id)) yield lecture.dire(["sources", id], "source-inutilisee", { lu: guillemets(id), id });
  }
  function* sourcesRetrouvables(lecture) {
    for (const id of sources(lecture)) {
      if (!["date", "url"].some((cle) => lecture.ecrit("sources", id, cle))) yield lecture.dire(["sources", id], "source-sans-date-ni-lien", { lu: guillemets(id) });
    }
  }

  function* sourcesDistinctes(lecture) {
    const premieres = new Map();
    for (const id of sources(lecture)) {
      const adresse = lecture.textes.get(JSON.stringify(["sources", id, "url"]))?.texte;
      if (!adresse) continue;
      const meme = memePage(adresse, mots);
      if (premieres.has(meme)) yield lecture.dire(["sources", id, "url"], "source-en-double", { lu: guillemets(adresse), autre: premieres.get(meme), id });
      else premieres.set(meme, id);
    }
  }

  return [sourcesDeclarees, sourcesCitees, sourcesRetrouvables, sourcesDistinctes];
}
