// jedi-language-server for Python files, where the folder's settings want it. COMMAND is put in when
// this is bundled.
const vscode = require('vscode');
const { LanguageClient } = require('vscode-languageclient/node');

let client = null;

exports.activate = async () => {
  if (!vscode.workspace.getConfiguration('beside').get('enabled')) return;
  const options = { documentSelector: [{ scheme: 'file', language: 'python' }] };
  client = new LanguageClient('beside', 'jedi-language-server', { command: COMMAND }, options);
  await client.start();
};

exports.deactivate = () => client?.stop();
