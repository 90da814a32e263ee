/* Ce que toute page demande : le menu replié sur un téléphone, des champs qui tiennent, des pages gardées. */
import "../commun/retour.js";
import "./hors-connexion.js";
import "./menu.js";
