;;; Entryway in Eglot: load this from your init.el, then M-x eglot in setup.cfg or an ini file.

(require 'eglot)

;; Emacs has *.ini, *.conf and setup.cfg in conf-mode or a mode derived from it. *.conf-sample has
;; no mode of its own.
(add-to-list 'auto-mode-alist '("\\.conf-sample\\'" . conf-mode))
(add-to-list 'eglot-server-programs '(conf-mode . ("entryway" "serve")))
