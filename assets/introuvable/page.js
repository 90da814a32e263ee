/* La page introuvable : le champ est prêt, avec les mots de l’adresse qui ne mène à rien. */
import { preparerLesChamps } from "../lieux/champ.js";

preparerLesChamps();
const mots = location.pathname.replace(/\/(index\.html?)?$/, "").split("/").at(-1).replace(/\.\w+$/, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
/** @type {HTMLInputElement} */
const champ = document.querySelector("form[data-lieu] input");
if (!champ.value && /\p{L}{3}/u.test(mots)) champ.value = mots;
