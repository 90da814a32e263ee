/* Revenir sur une page : le moteur de Safari remet alors à sa valeur première tout champ en `autocomplete="off"`. Que cette valeur
 * soit, quand on s’en va, celle que le champ avait.
 */

function fixer(champ) {
  if (champ instanceof HTMLSelectElement) for (const option of champ.options) option.defaultSelected = option.selected;
  else if (champ.type === "checkbox" || champ.type === "radio") champ.defaultChecked = champ.checked;
  else if (champ.type !== "file") champ.defaultValue = champ.value;
}

addEventListener("pagehide", () => document.querySelectorAll("input, textarea, select").forEach(fixer));
