# jibao: a bilingual bulletin from structured records. Start with: make bulletin
#
#   make V=1                            show the commands
#   make WERROR=1                       warnings are errors, as in CI
#   make CC=clang BUILD=build-clang     a variant lives in a folder of its own
MAKEFLAGS += --no-print-directory

VERSION = 0.1.0
PREFIX ?= /usr/local
BUILD ?= build
CFLAGS ?= -O2 -g

LIBRARIES = glib-2.0 libxml-2.0 pangocairo pangoft2 pangofc cairo cairo-pdf cairo-ft cairo-svg \
	cairo-png freetype2 libpng libjpeg libqrencode harfbuzz harfbuzz-subset fontconfig libqpdf zlib icu-uc
# Empty while libraries are missing: the rule of the flags file says which, before anything is compiled.
LIBRARY_FLAGS := $(shell pkg-config --cflags $(LIBRARIES) 2>/dev/null)
LIBRARY_LINKS := $(shell pkg-config --libs $(LIBRARIES) 2>/dev/null) -lhyphen -lm

# -isystem: warnings are for our code, not for the libraries' headers.
DIALECT = -std=c11 -D_GNU_SOURCE -DJB_VERSION='"$(VERSION)"' -Igenerator \
	$(LIBRARY_FLAGS:-I%=-isystem %) $(CPPFLAGS)
WARNINGS = -Wall -Wextra -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
	$(if $(WERROR),-Werror)
# The C library's own checks would hide faults from a sanitizer.
HARDENING = -fstack-protector-strong -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
SANITIZING = -fsanitize=$(SANITIZE) -fno-sanitize-recover=all -fno-omit-frame-pointer
GUARDS = $(if $(SANITIZE),$(SANITIZING),$(HARDENING))
COMPILE = $(CC) $(DIALECT) $(WARNINGS) $(GUARDS) -fPIE $(CFLAGS)
LINK = $(CC) $(GUARDS) $(CFLAGS) -pie -Wl,-z,relro,-z,now $(LDFLAGS)

JIBAO = $(BUILD)/jibao
SOURCES := $(wildcard generator/*/*.c)
UNITS := $(wildcard tests/unit/*.c)
C_FILES = $(SOURCES) $(UNITS) $(wildcard generator/*/*.h tests/unit/*.h)
OBJECTS = $(SOURCES:%.c=$(BUILD)/obj/%.o)
UNIT_TESTS = $(UNITS:tests/unit/%.c=$(BUILD)/tests/unit-%)

TESTS = $(sort $(wildcard tests/t/*.t))
# Laws, house and editors look at sources, build and schemas: a sanitizer has no use for them.
PROGRAM_TESTS = $(UNIT_TESTS) $(filter-out tests/t/laws% tests/t/house% tests/t/editors%,$(TESTS))
PROVE = JIBAO=$(abspath $(JIBAO)) BUILD=$(BUILD) prove -j$(shell nproc) --exec tests/tools/tap
# As many jobs as processors, unless the caller has said how many.
PARALLEL = $(MAKE) $(if $(findstring -j,$(MAKEFLAGS)),,-j$(shell nproc))

EDITION = wujin-2024-q1
RECORDS = input/$(EDITION)/bulletin.xml

all: $(JIBAO)

programs: $(JIBAO) $(UNIT_TESTS)

# Goals that install packages build in a second make, which finds the libraries.
bulletin:
	@tests/tools/setup build run
	+@$(PARALLEL) all
	$(JIBAO) build $(RECORDS) -t quarterly -o output/$(EDITION).pdf

check:
	@tests/tools/setup build run test
	+@$(PARALLEL) programs
	$(PROVE) $(UNIT_TESTS) $(TESTS)

setup:
	@tests/tools/setup

accept: all
	tests/tools/make-relaxng
	ACCEPT=1 $(PROVE) tests/t/golden.t tests/t/messages.t tests/t/slips.t
	git --no-pager diff --stat -- tests

asan: BUILD = build-asan
asan:
	@tests/tools/setup build run test
	+@$(PARALLEL) BUILD=$(BUILD) SANITIZE=address,undefined programs
	ASAN_OPTIONS=detect_leaks=1 UBSAN_OPTIONS=print_stacktrace=1 G_SLICE=always-malloc \
		$(PROVE) $(PROGRAM_TESTS)

coverage: BUILD = build-coverage
coverage:
	+@$(PARALLEL) BUILD=$(BUILD) CFLAGS='-O0 -g --coverage' HARDENING= programs
	find $(BUILD) -name '*.gcda' -delete
	$(PROVE) $(PROGRAM_TESTS)
	@tests/tools/coverage $(BUILD)

# Completion in the editors themselves, where they are at hand: make editors-check SERVER='java -jar …' EMACS=emacs
editors-check:
	tests/tools/editors-check $(if $(SERVER),--server '$(SERVER)') $(if $(EMACS),--emacs $(EMACS))

bench: all $(BUILD)/tests/unit-typeset-quality
	tests/bench/run $(JIBAO) $(RECORDS)
	$(BUILD)/tests/unit-typeset-quality -m perf | sed -n 's/^# \(.* em[,:] .*\)/  \1/p'

lint:
	@tests/tools/setup build test dev
	clang-format --dry-run -Werror $(C_FILES)
	@printf '%s\n' $(SOURCES) $(UNITS) | \
		xargs -P $$(nproc) -I {} clang-tidy --quiet {} -- $(DIALECT)
	prove --exec '' $(wildcard tests/laws/*-law)

format:
	clang-format -i $(C_FILES)

# Installed data lie under share/jibao as they lie here, so that one look-up finds both.
DATA = $(shell find templates office input/schema input/units.xml input/terms.xml -type f 2>/dev/null)
MANUALS = $(wildcard doc/*.[1-9])
SHARE = $(DESTDIR)$(PREFIX)/share

install: all
	install -Dm755 $(JIBAO) $(DESTDIR)$(PREFIX)/bin/jibao
	for f in $(DATA); do install -Dm644 $$f $(SHARE)/jibao/$$f || exit; done
	for f in $(MANUALS); do install -Dm644 $$f $(SHARE)/man/man$${f##*.}/$${f##*/} || exit; done

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/jibao
	rm -rf $(SHARE)/jibao
	for f in $(MANUALS); do rm -f $(SHARE)/man/man$${f##*.}/$${f##*/} || exit; done

clean:
	rm -rf build build-*

QUIET = $(if $(V),,@)

$(JIBAO): $(OBJECTS)
	@echo '  LINK  $@'
	$(QUIET)$(LINK) -o $@ $(OBJECTS) $(LIBRARY_LINKS)

$(BUILD)/obj/%.o: %.c $(BUILD)/flags
	@echo '  CC    $<'
	@mkdir -p $(@D)
	$(QUIET)$(COMPILE) -MMD -MP -c -o $@ $<

# A unit test is a program of its own: all of jibao but its main.
$(BUILD)/tests/unit-%: $(BUILD)/obj/tests/unit/%.o $(filter-out %/cli/main.o,$(OBJECTS))
	@echo '  LINK  $@'
	@mkdir -p $(@D)
	$(QUIET)$(LINK) -o $@ $^ $(LIBRARY_LINKS)

# Objects depend on the flags as on their sources; the file is written only when the flags change.
$(BUILD)/flags: export FLAGS = $(COMPILE) / $(LINK) / $(LIBRARY_LINKS)
$(BUILD)/flags: FORCE
	@pkg-config --print-errors --exists $(LIBRARIES) || { echo 'try: make setup' >&2; exit 1; }
	@mkdir -p $(@D)
	@echo "$$FLAGS" | cmp -s - $@ || echo "$$FLAGS" >$@

-include $(OBJECTS:.o=.d) $(UNITS:%.c=$(BUILD)/obj/%.d)

.SECONDARY:
.PHONY: all programs bulletin check setup accept asan coverage editors-check bench lint format install \
	uninstall clean FORCE
