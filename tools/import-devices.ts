import { runTool } from './support/command.ts';
import { importFile } from './support/import-file.ts';

const usage = `
Registers devices with whose they are and whether they are under management; nothing starts by it.

  npm run import:devices -- examples/devices.csv [--report report.csv]

  --url      address of the product (default: what npm start runs here)
  --key      an API key with the scope devices:write (default: the one that npm start made)
  --report   writes one line for each row: line, status, serial, field, reason

The file is CSV with a header, or a JSON array; docs/import.md names the columns. Accounts come first: a device of an
account that is not there is rejected. A row that says what is known stays unchanged, so a broken import is resumed by
running it again. The exit code is 1 when a row was rejected.`;

runTool(() =>
  importFile({
    usage,
    example: 'examples/devices.csv',
    address: importId => `/v1/device-imports/${importId}/rows`,
    subject: 'serial',
  }),
);
