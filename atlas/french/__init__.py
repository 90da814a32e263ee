"""French as people read it: typography, Markdown to HTML, folded names, addresses."""
