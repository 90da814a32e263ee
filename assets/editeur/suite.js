/* La suite de l’éditeur, chargée dès que le formulaire se voit (plus-tard.js) : vérifier, mettre au propre, connaître les lieux, relire, envoyer. */

import { adresseDesLieux } from "./champs.js";
import { montrerEnvoi } from "./envoi.js";
import { relireAvec, verifierLaFiche } from "./etapes.js";
import { reprendreAvec } from "./garder.js";
import { nommerLesPoles } from "./mots.js";
import { racine } from "./outils.js";
import { montrerProblemes } from "./problemes.js";
import "./reparer.js";
import { reprise } from "./reprise.js";
import "./retouches.js";
import { fichiers, lesPhrases, lesPoles, toutesLesRegles } from "./session.js";
import "./siege.js";
import { demanderSource } from "./source-neuve.js";
import { verificateurDe } from "./verifier.js";

await toutesLesRegles();
lesPhrases().catch(() => {}); // rien ne les attend que ce qui a quelque chose à dire, et le redemande
reprendreAvec(reprise);
await relireAvec({ verificateur: verificateurDe(new URL(racine, document.baseURI), adresseDesLieux, fichiers), montrerProblemes, montrerEnvoi });
lesPoles().then((poles) => {
  nommerLesPoles(poles);
  verifierLaFiche();
});

export const demander = demanderSource;
