import { runTool } from './support/command.ts';
import { importFile } from './support/import-file.ts';

const usage = `
Brings existing accounts with their contacts, owners, contracts and trials in; nobody is pushed and no journey starts.

  npm run import -- examples/accounts.csv [--report report.csv]

  --url      address of the product (default: what npm start runs here)
  --key      an API key with the scope accounts:write (default: the one that npm start made)
  --report   writes one line for each row: line, status, account, field, reason

The file is CSV with a header, or a JSON array; docs/import.md names the columns. Rows that were taken in before stay
unchanged, so a broken import is resumed by running it again. The exit code is 1 when a row was rejected.`;

runTool(() =>
  importFile({
    usage,
    example: 'examples/accounts.csv',
    address: importId => `/v1/imports/${importId}/rows`,
    subject: 'accountId',
  }),
);
