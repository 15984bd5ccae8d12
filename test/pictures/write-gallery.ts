import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pictured } from './pictured.ts';

/** The page that shows every room in light, dark and on a phone, side by side. */
export function writeGallery(folder: string): void {
  const rows = [{ name: 'sign-in', shows: 'The front door' }, ...pictured].map(
    ({ name, shows }) =>
      `## ${shows}\n\n![light](${name}-light.jpg)\n![dark](${name}-dark.jpg)\n![on a phone](${name}-phone.jpg)\n`,
  );
  const head = `# Every room, in light, in dark and on a phone

Made by \`npm run pictures\` from the day that the tests of the pages play; nobody in them exists.
`;
  writeFileSync(join(folder, 'README.md'), `${head}\n${rows.join('\n')}`);
}
