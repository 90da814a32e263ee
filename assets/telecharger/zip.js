/* Lire et écrire un zip ; c’est le navigateur qui compresse. Assez pour un classeur : ni zip64, ni chiffrement, ni plusieurs volumes. */

const [LOCAL, CENTRAL, FIN] = [0x04034b50, 0x02014b50, 0x06054b50];
const [VERSION, DEGONFLE] = [20, 8];

const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});
/** @param {Uint8Array} octets */
const controle = (octets) => (octets.reduce((crc, octet) => CRC[(crc ^ octet) & 0xff] ^ (crc >>> 8), 0xffffffff) ^ 0xffffffff) >>> 0;

/**
 * @param {Uint8Array} octets
 * @param {TransformStream} passe
 */
const passer = async (octets, passe) => new Uint8Array(await new Response(new Blob([/** @type {any} */ (octets)]).stream().pipeThrough(passe)).arrayBuffer());

/**
 * Les fichiers d’un zip : leur nom, leur date comme elle y est écrite, leur contenu.
 * @param {ArrayBuffer} zip
 */
export async function lireZip(zip) {
  const vue = new DataView(zip);
  let fin = zip.byteLength - 22;
  while (fin >= 0 && vue.getUint32(fin, true) !== FIN) fin -= 1;
  if (fin < 0) throw new Error("zip illisible");
  const fichiers = [];
  for (let i = vue.getUint16(fin + 10, true), ici = vue.getUint32(fin + 16, true); i; i -= 1) {
    const [methode, date, taille, local] = [vue.getUint16(ici + 10, true), vue.getUint32(ici + 12, true), vue.getUint32(ici + 20, true), vue.getUint32(ici + 42, true)];
    const [nom, plus, note] = [28, 30, 32].map((ou) => vue.getUint16(ici + ou, true));
    const debut = local + 30 + vue.getUint16(local + 26, true) + vue.getUint16(local + 28, true);
    const octets = new Uint8Array(zip, debut, taille);
    fichiers.push({
      nom: new TextDecoder().decode(new Uint8Array(zip, ici + 46, nom)), date,
      contenu: methode === DEGONFLE ? await passer(octets, new DecompressionStream("deflate-raw")) : octets,
    });
    ici += 46 + nom + plus + note;
  }
  return fichiers;
}

/**
 * Un zip de ces fichiers.
 * @param {{ nom: string, date: number, contenu: Uint8Array }[]} fichiers
 */
export async function ecrireZip(fichiers) {
  /** @type {any[]} */
  const [corps, table] = [[], []];
  let [ici, longueur] = [0, 0];
  const entete = (signature, nombres) => { // chaque nombre, et sur combien d’octets
    const vue = new DataView(new ArrayBuffer(4 + nombres.reduce((somme, [, combien]) => somme + combien, 0)));
    vue.setUint32(0, signature, true);
    let ou = 4;
    for (const [nombre, combien] of nombres) {
      if (combien === 2) vue.setUint16(ou, nombre, true);
      else vue.setUint32(ou, nombre, true);
      ou += combien;
    }
    return vue;
  };
  for (const { nom, date, contenu } of fichiers) {
    const [dit, serre] = [new TextEncoder().encode(nom), await passer(contenu, new CompressionStream("deflate-raw"))];
    const communs = [[VERSION, 2], [0, 2], [DEGONFLE, 2], [date, 4], [controle(contenu), 4], [serre.length, 4], [contenu.length, 4], [dit.length, 2], [0, 2]];
    const local = entete(LOCAL, communs);
    corps.push(local, dit, serre);
    const central = entete(CENTRAL, [[VERSION, 2], ...communs, [0, 2], [0, 2], [0, 2], [0, 4], [ici, 4]]);
    table.push(central, dit);
    ici += local.byteLength + dit.length + serre.length;
    longueur += central.byteLength + dit.length;
  }
  const n = fichiers.length;
  return new Blob([...corps, ...table, entete(FIN, [[0, 2], [0, 2], [n, 2], [n, 2], [longueur, 4], [ici, 4], [0, 2]])]);
}
