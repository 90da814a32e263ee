/* Une signature de la Charte est-elle possible, et sa source la prouve-t-elle ? Jumelle de atlas/check/charter.py. */

import { guillemets } from "./texte.js";

export function reglesDeLaCharte({ listes, valeurs }) {
  const { avant, direDate } = valeurs;

  function* charteSignable(lecture) {
    const [signee, version] = ["signee_le", "version"].map((cle) => lecture.prendre("charte", cle));
    const terme = listes.chartes?.find(({ id }) => id === version);
    const nee = terme?.depuis ? valeurs.lire.date(terme.depuis).valeur : null;
    if (terme && signee && nee && avant(signee, nee)) {
      yield lecture.dire(["charte", "signee_le"], "charte-avant-version", { lu: guillemets(direDate(signee)), version: terme.label.toLowerCase(), jour: terme.jour });
    }
  }
  function* charteProuvee(lecture) {
    const signee = lecture.prendre("charte", "signee_le");
    const ecrite = lecture.prendre("sources", lecture.prendre("charte", "source"), "date");
    if (signee && ecrite && avant(ecrite, signee)) yield lecture.dire(["charte", "source"], "charte-source-anterieure", { lu: direDate(ecrite), signature: direDate(signee) });
  }

  return [charteSignable, charteProuvee];
}
