-- Entryway for Neovim 0.11: copy to ~/.config/nvim/lsp/entryway.lua, then vim.lsp.enable('entryway').

---@type vim.lsp.Config
return {
  cmd = { 'entryway', 'serve' },
  -- setup.cfg and *.ini are dosini, *.conf conf, pyproject.toml toml. Python is here so that the
  -- server sees a function renamed before it is saved; the only Python it answers in is setup.py.
  filetypes = { 'dosini', 'conf', 'toml', 'python' },
  -- The nearest project, else the repository.
  root_markers = { { 'setup.cfg', 'pyproject.toml', 'setup.py' }, '.git' },
  -- A dosini file that belongs to no project is seldom ours.
  workspace_required = true,
}
