import js from "@eslint/js";
import globals from "globals";

export default [
  {
    ...js.configs.recommended,
    files: ["assets/**/*.js"],
    languageOptions: { globals: { ...globals.browser, L: "readonly", VERSION: "readonly", COQUE: "readonly" } },
    rules: { ...js.configs.recommended.rules, "no-restricted-syntax": ["error", { selector: "TemplateElement[value.raw=/\\n/]", message: "Un texte ne va pas à la ligne : l’assemblage des scripts en ôterait le retrait." }] },
  },
  { files: ["assets/coque/dossier.js"], languageOptions: { sourceType: "script" } },
];
