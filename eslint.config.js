import js from "@eslint/js";
import globals from "globals";

export default [
  {
    ...js.configs.recommended,
    files: ["assets/**/*.js"],
    languageOptions: { globals: { ...globals.browser, L: "readonly", VERSION: "readonly", COQUE: "readonly" } },
  },
  { files: ["assets/coque/dossier.js"], languageOptions: { sourceType: "script" } },
];
