import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import type { AgentView } from '../../../../shared/contracts/team-contract.ts';
import { LOCAL_PASSWORD } from '../../../../tools/local/product.ts';
import type { TestProduct } from '../../../support/product.ts';
import { sellersOn } from '../../../support/sellers.ts';
import { watchComplaints } from '../../support/browser.ts';
import { ConsolePages } from '../../support/console-pages.ts';

/** How long anything may take on a busy machine. */
const PATIENCE = 240_000;
const DESK = { width: 1280, height: 900 };

/** What is noted of every page that anybody opens that day. */
export type Notes = {
  /** Rooms that somebody has been in, by the first part of their addresses. */
  readonly rooms: Set<string>;
  /** Errors on pages and in consoles, and refusals of the content policy. */
  readonly complaints: string[][];
  /** Hosts other than this machine that a page has asked. */
  readonly elsewhere: Set<string>;
};

export type Day = {
  readonly product: TestProduct;
  readonly notes: Notes;
  readonly now: () => number;
  /** A visitor's browser, where nobody is signed in. */
  readonly visitor: (options?: BrowserContextOptions) => Promise<Page>;
  /** A browser of somebody of the house, with the sign-in still to be filled in. */
  readonly desk: (agentId: string, options?: BrowserContextOptions) => Promise<ConsolePages>;
};

/** A Monday on a product that nobody has used yet. All of the house who play a part write English. */
export async function beginDay(product: TestProduct, browser: Browser): Promise<Day> {
  const stage = sellersOn(product);
  stage.beginOnMonday();
  const notes: Notes = { rooms: new Set(), complaints: [], elsewhere: new Set() };
  const visitor = async (options: BrowserContextOptions = {}) => {
    const context = await browser.newContext({ locale: 'en-GB', viewport: DESK, ...options });
    context.setDefaultTimeout(PATIENCE);
    await takeNotes(context, notes);
    return context.newPage();
  };
  const desk = async (agentId: string, options?: BrowserContextOptions) => {
    const client = await product.as(agentId);
    const { agent } = await client.get<{ agent: AgentView }>('/v1/me');
    const entry = { baseUrl: product.front.url, email: agent.email, password: LOCAL_PASSWORD };
    return new ConsolePages(await visitor(options), entry);
  };
  await speakEnglish(product);
  return { product, notes, now: stage.now, visitor, desk };
}

async function takeNotes(context: BrowserContext, notes: Notes): Promise<void> {
  const { rooms, complaints, elsewhere } = notes;
  const said = await watchComplaints(context);
  complaints.push(said);
  context.on('console', message => {
    // Every visit begins with the question whether somebody is signed in already.
    if (/\/api\/session$/.test(message.location().url)) return;
    if (message.type() === 'error') said.push(`${message.text()} (${message.location().url})`);
  });
  const ask = (url: string) => {
    const { protocol, hostname } = new URL(url);
    if (/^(https?|wss?):$/.test(protocol) && hostname !== 'localhost') elsewhere.add(hostname);
  };
  context.on('request', request => ask(request.url()));
  context.on('page', page => {
    page.on('websocket', socket => ask(socket.url()));
    page.on('framenavigated', frame => {
      if (frame === page.mainFrame()) rooms.add(new URL(frame.url()).pathname.split('/')[1] ?? '');
    });
  });
}

/** The roster of the day: Emil alone speaks Danish, so what Danish customers want comes to him. */
async function speakEnglish(product: TestProduct): Promise<void> {
  const lead = await product.as('fatima');
  const { agents } = await lead.get<{ agents: AgentView[] }>('/v1/agents');
  const change = async (agentId: string, languages: string[]) => {
    const agent = agents.find(({ id }) => id === agentId);
    if (!agent) throw new Error(`there is no ${agentId}`);
    const { id, absences: _a, book: _b, settling: _s, onDuty: _d, version: _v, ...input } = agent;
    await lead.put(`/v1/agents/${id}`, { ...input, languages, products: ['repricer', 'lost-and-found'] });
  };
  await change('emil', ['en', 'de', 'da']);
  await change('anna', ['en', 'de']);
  await change('clara', ['en', 'de', 'it']);
}

/** The address that the company's own page sends somebody to. */
export async function linkFor({ product }: Day, asked: Record<string, string>): Promise<string> {
  const response = await fetch(`${product.front.url}/api/v1/links`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${product.apiKey}` },
    body: JSON.stringify(asked),
  });
  const { pathname, hash } = new URL(((await response.json()) as { url: string }).url);
  return `${product.front.url}${pathname}${hash}`;
}
