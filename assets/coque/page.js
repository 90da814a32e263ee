/* Ce que toute page demande : le menu replié sur un téléphone, la touche « / » et ce qui mène à la recherche. */
import "./menu.js";
import "./raccourcis.js";
