/* Ce que toute page demande : le menu replié sur un téléphone, la touche « / » et ce qui mène à la recherche, des champs qui tiennent, des pages gardées. */
import "../commun/retour.js";
import "./hors-connexion.js";
import "./menu.js";
import "./raccourcis.js";
