-- corolint in Neovim: put this in ~/.config/nvim/plugin/corolint.lua. Works from Neovim 0.7 on, needs no
-- plugin; use it instead of another set-up of clangd.
-- SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
vim.api.nvim_create_autocmd('FileType', {
  pattern = { 'c', 'cpp', 'objc', 'objcpp' },
  callback = function(args)
    local marks = { 'compile_commands.json', '.clangd', '.clang-tidy', '.git' }
    local function root(dir)
      for _, mark in ipairs(marks) do
        if vim.fn.glob(dir .. '/' .. mark) ~= '' then return dir end
      end
      local parent = vim.fn.fnamemodify(dir, ':h')
      return parent ~= dir and root(parent) or nil
    end
    local dir = root(vim.fn.fnamemodify(args.file, ':p:h')) or vim.fn.getcwd()
    -- One server a project.
    CorolintClients = CorolintClients or {}
    CorolintClients[dir] = CorolintClients[dir]
      or vim.lsp.start_client({ name = 'corolint', cmd = { 'corolint-clangd' }, root_dir = dir })
    vim.lsp.buf_attach_client(args.buf, CorolintClients[dir])

    vim.bo[args.buf].autoread = true
    local map = function(keys, action) vim.keymap.set('n', keys, action, { buffer = args.buf }) end
    map(']d', vim.diagnostic.goto_next)
    map('<leader>e', vim.diagnostic.open_float)
    -- The fixes offered for what is under the cursor.
    map('<leader>a', function() vim.lsp.buf.code_action({ context = { only = { 'quickfix' } } }) end)
    -- All safe fixes in this file.
    map('<leader>A', function()
      vim.cmd('write')
      vim.fn.system({ 'corolint', '--fix', vim.api.nvim_buf_get_name(0) })
      vim.cmd('checktime')
    end)
    -- The page of the check under the cursor.
    map('<leader>p', function()
      for _, d in ipairs(vim.diagnostic.get(0, { lnum = vim.fn.line('.') - 1 })) do
        local link = vim.tbl_get(d, 'user_data', 'lsp', 'codeDescription', 'href')
        if link then return vim.cmd('split ' .. vim.fn.fnameescape(vim.uri_to_fname(link))) end
      end
    end)
  end,
})
