;;; What somebody does in Emacs with Eglot; prints what they see.  -*- lexical-binding: t -*-
;; The folder of the project and editors/emacs/entryway.el are given behind `--'.

(require 'package)
(package-initialize)
(pcase-let ((`(,_ ,root ,configuration) command-line-args-left))
  (setq command-line-args-left nil
        project-find-functions (list (lambda (_) (cons 'transient root)))
        default-directory root)
  (load configuration nil t))

(defconst root default-directory)

(defun visit (file)
  "Open FILE of the project."
  (find-file (expand-file-name file root)))

(defun until (what test)
  "Wait until TEST returns something, and return that; WHAT says what it is."
  (let ((end (+ (float-time) 30)) seen)
    (while (not (setq seen (funcall test)))
      (when (> (float-time) end) (error "never: %s" what))
      (read-event nil nil 0.05)) ; Also lets in what is told of changed files.
    seen))

(defun put-cursor (before after)
  "Put the cursor between BEFORE and AFTER."
  (goto-char (point-min))
  (search-forward (concat before after))
  (backward-char (length after)))

(defun problems ()
  "Return the diagnostics of the buffer, one line each."
  (mapcar (lambda (each)
            (format "%s %s: %s" (flymake-diagnostic-type each)
                    (buffer-substring (flymake-diagnostic-beg each) (flymake-diagnostic-end each))
                    (flymake-diagnostic-text each)))
          (sort (flymake-diagnostics)
                (lambda (a b) (< (flymake-diagnostic-beg a) (flymake-diagnostic-beg b))))))

(visit "setup.cfg")
(call-interactively 'eglot)
(until "a server" (lambda () (eglot-managed-p)))
(princ (format "%s\n" major-mode))

(put-cursor "imagestore.cmd.api:ma" "in")
(call-interactively 'xref-find-definitions)
(princ (format "definition %s: %s" (file-relative-name buffer-file-name root)
               (thing-at-point 'line)))

(visit "etc/imagestore-api-paste.ini")
(princ (format "%s managed: %s\n" major-mode (eglot-managed-p)))
(put-cursor "versionnegotiation authtoken con" "text rootapp")
(let (told)
  (eglot-hover-eldoc-function (lambda (text &rest _) (setq told text)))
  (princ (format "hover\n%s\n" (substring-no-properties (until "a hover" (lambda () told))))))

(visit "setup.cfg")
(until "six problems" (lambda () (flymake-start) (= (length (flymake-diagnostics)) 6)))
(princ (format "problems\n%s\n" (mapconcat 'identity (problems) "\n")))

;; Python belongs to another server here: what is saved of it is seen on disk.
(write-region "" nil (expand-file-name "imagestore/cmd/api.py" root))
(until "a problem more" (lambda () (flymake-start) (= (length (flymake-diagnostics)) 7)))
(princ (format "then\n%s\n" (car (problems))))

(eglot-shutdown-all)
