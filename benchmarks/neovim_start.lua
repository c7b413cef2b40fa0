-- Measures one language server in Neovim: `nvim --clean --headless -l neovim_start.lua JSON`.
-- Seconds from opening the file: until the server is ready, until a definition that is asked for at
-- once has come, until the first diagnostic is shown (where `diagnostics` says that there are any).

local task = vim.json.decode(arg[1])
vim.filetype.add({ pattern = { ['.*'] = task.filetype } })
vim.lsp.config['measured'] = {
  cmd = task.command,
  filetypes = { task.filetype },
  root_markers = { 'setup.cfg' },
  settings = task.settings,
}
vim.lsp.enable('measured')

local started = vim.uv.hrtime()
local function seconds()
  return (vim.uv.hrtime() - started) / 1e9
end

local figures = {}
local function note(what)
  figures[what] = figures[what] or seconds()
end

vim.api.nvim_create_autocmd('DiagnosticChanged', {
  callback = function()
    if #vim.diagnostic.get(0) > 0 then
      note('diagnostic')
    end
  end,
})
vim.api.nvim_create_autocmd('LspAttach', {
  callback = function(attached)
    note('ready')
    local client = assert(vim.lsp.get_client_by_id(attached.data.client_id))
    vim.fn.search(task.word, 'w')
    local params = vim.lsp.util.make_position_params(0, client.offset_encoding)
    client:request('textDocument/definition', params, function(err, found)
      assert(not err and found and #found > 0, vim.inspect(err or found))
      note('definition')
    end)
  end,
})

vim.cmd.edit(task.file)
local answered = vim.wait(60000, function()
  return figures.definition and (figures.diagnostic or not task.diagnostics)
end, 1)
print(vim.json.encode(figures))
for _, client in ipairs(vim.lsp.get_clients()) do
  client:stop()
end
vim.wait(5000, function()
  return #vim.lsp.get_clients() == 0
end, 1)
os.exit(answered and 0 or 1)
