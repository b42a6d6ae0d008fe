;;; emacs.el --- eglot as a client of corolint-clangd  -*- lexical-binding: t -*-
;; Opens a file, waits for a finding in flymake, applies its quick fix with eglot, saves. SERVER, FILE and
;; CHECK come from the environment; a wait that takes too long is an error, which ends Emacs with a status
;; of its own.
;; SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
(require 'package)
(package-initialize)
(require 'eglot)
(require 'flymake)

(defconst limit 600) ; seconds

(defun wait-for (what condition)
  "Handle what processes and timers bring until CONDITION holds; WHAT is what is waited for."
  (with-timeout (limit (error "FAILED: no %s" what))
    (while (not (funcall condition))
      (accept-process-output nil 0.05))))

(defun findings (check)
  "The diagnostics of CHECK in this buffer."
  (seq-filter (lambda (diag) (string-match-p (regexp-quote check) (flymake-diagnostic-text diag)))
              (flymake-diagnostics)))

(let ((check (getenv "CHECK"))
      (create-lockfiles nil)
      (make-backup-files nil)
      (eglot-sync-connect limit)
      (eglot-connect-timeout limit))
  (setq eglot-server-programs
        `((c++-mode . (,(getenv "SERVER") "--background-index=0" "--log=error"))))
  (find-file (getenv "FILE"))
  (apply #'eglot (eglot--guess-contact))
  (wait-for "server" #'eglot-current-server)
  (flymake-start)
  (wait-for (concat "finding of " check) (lambda () (findings check)))
  (let ((found (car (findings check))))
    (message "%d: %s" (line-number-at-pos (flymake-diagnostic-beg found))
             (flymake-diagnostic-text found))
    (goto-char (flymake-diagnostic-beg found))
    ;; What a user does, with the question which of the actions it shall be answered: the first.
    ;; It is asked in a menu where the mouse, and with a question where the keyboard was used last.
    (cl-letf ((last-nonmenu-event ?\r)
              ((symbol-function 'completing-read)
               (lambda (_ choices &rest _) (let ((one (car choices))) (if (consp one) (car one) one)))))
      (eglot-code-actions (flymake-diagnostic-beg found) (flymake-diagnostic-end found) "quickfix" t)))
  (wait-for "change by the quick fix" #'buffer-modified-p)
  (save-buffer)
  (eglot-shutdown (eglot-current-server)))
;;; emacs.el ends here
