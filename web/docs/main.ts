import '../styles/base.css';
import './docs.css';
import { brand, wearBrand } from '../brand/brand.ts';
import { element } from '../customer/element.ts';
import { DocsPage } from './docs-page.ts';
import { loadDocuments } from './documents.ts';

/** Draws the reference once its documents are there; says so when they are not, and tries again when asked. */
async function start(): Promise<void> {
  const waiting = element('p', { class: 'waiting', role: 'status' }, 'Loading…');
  document.body.replaceChildren(waiting);
  try {
    const documents = await loadDocuments(path => fetch(path));
    document.body.replaceChildren(new DocsPage(documents).root);
  } catch {
    const again = element('button', { type: 'button', click: () => void start() }, 'Try again');
    waiting.replaceChildren('The reference could not be loaded. ', again);
  }
}

await wearBrand();
document.title = `${brand().name} API`;
void start();
