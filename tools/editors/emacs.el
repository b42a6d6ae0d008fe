;;; emacs.el --- corolint in Emacs, with eglot  -*- lexical-binding: t -*-
;; To be copied into the init file. eglot is part of Emacs 29; before, it is a package (elpa-eglot).
;; SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
(require 'eglot)
(add-to-list 'eglot-server-programs '((c-mode c-ts-mode c++-mode c++-ts-mode) . ("corolint-clangd")))
(dolist (hook '(c-mode-hook c-ts-mode-hook c++-mode-hook c++-ts-mode-hook))
  (add-hook hook #'eglot-ensure))

;; The fixes offered for what is at point.
(define-key eglot-mode-map (kbd "C-c a") #'eglot-code-action-quickfix)

(defun corolint-fix-file (&optional all)
  "Let corolint apply its safe fixes to this file; with a prefix argument, the suggested ones too."
  (interactive "P")
  (save-buffer)
  (call-process "corolint" nil nil nil (if all "--fix=all" "--fix") buffer-file-name)
  (revert-buffer t t))
;;; emacs.el ends here
