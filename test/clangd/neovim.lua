-- Opens a file in Neovim's own LSP client, waits for a finding, applies its quick fix, saves. Neovim 0.7 and
-- later. SERVER, FILE and CHECK come from the environment; exits with status 1 and says why if anything
-- takes too long.
-- SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
local limit = 600000 -- ms
local server, file, check = os.getenv('SERVER'), os.getenv('FILE'), os.getenv('CHECK')

local function fail(text)
  io.stderr:write('FAILED: ' .. text .. '\n')
  vim.cmd('cquit 1')
end

local function wait(what, condition)
  if not vim.wait(limit, condition, 20) then fail('no ' .. what) end
end

local function findings()
  return vim.tbl_filter(function(d) return d.code == check end, vim.diagnostic.get(0))
end

local function main()
  vim.cmd('edit ' .. file)
  local client = vim.lsp.start_client({
    name = 'corolint',
    cmd = { server, '--background-index=0', '--log=error' },
    root_dir = vim.fn.fnamemodify(file, ':h'),
  })
  vim.lsp.buf_attach_client(0, client)
  wait('finding of ' .. check, function() return #findings() > 0 end)
  local found = findings()[1]
  print(string.format('%d:%d: %s', found.lnum + 1, found.col + 1, found.message))
  vim.api.nvim_win_set_cursor(0, { found.lnum + 1, found.col })
  -- What a user does, with the question which of the actions it shall be answered: the first.
  vim.ui.select = function(items, _, choose) choose(items[1], 1) end
  local before = vim.api.nvim_buf_get_changedtick(0)
  vim.lsp.buf.code_action({ context = { only = { 'quickfix' } } })
  wait('change by the quick fix', function()
    return vim.api.nvim_buf_get_changedtick(0) ~= before
  end)
  wait('end of the finding', function() return #findings() == 0 end)
  vim.cmd('write')
  vim.lsp.stop_client(client)
  wait('end of the server', function() return vim.lsp.client_is_stopped(client) end)
  vim.cmd('qall')
end

local good, trouble = pcall(main)
if not good then fail(tostring(trouble)) end
