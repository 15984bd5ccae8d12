import type { DepotInput, DepotView } from '../../../shared/contracts/depots-contract.ts';
import type { Complaint } from '../../parts/field-problem.ts';
import { readWhole } from '../promises/promised-draft.ts';
import { readList } from '../team/hours.ts';

export type ModelDraft = {
  readonly key: number;
  readonly model: string;
  readonly substitutes: string;
  readonly minimum: string;
  /** Ready units kept for a promise, by policy. */
  readonly floors: Readonly<Record<string, string>>;
};

export type DepotDraft = {
  readonly id: string;
  readonly name: string;
  readonly zone: string;
  readonly accountId: string;
  readonly site: string;
  readonly clerks: readonly string[];
  readonly models: readonly ModelDraft[];
};

/** The form as it is first shown: the depot as it is, or an empty one in the reader's zone. */
export const depotDraft = (of: DepotView | undefined, zone: string): DepotDraft => ({
  id: of?.id ?? '',
  name: of?.name ?? '',
  zone: of?.zone ?? zone,
  accountId: of?.accountId ?? '',
  site: of?.site ?? '',
  clerks: of?.clerks ?? [],
  models: Object.entries(of?.models ?? {}).map(([model, kept], key) => ({
    key,
    model,
    substitutes: kept.substitutes.join(', '),
    minimum: String(kept.minimum),
    floors: Object.fromEntries(Object.entries(kept.floors).map(([policy, n]) => [policy, String(n)])),
  })),
});

export type ReadDepot = { readonly input: DepotInput; readonly wrong: ReadonlyMap<string, Complaint> };

const most = { from: 0, to: 1000 };

/** The depot as the API wants it, and which fields cannot be read; fields of a model are named by its place. */
export function readDepot(draft: DepotDraft): ReadDepot {
  const wrong = new Map<string, Complaint>();
  for (const field of ['id', 'name', 'zone'] as const)
    if (draft[field].trim() === '') wrong.set(field, 'missing');
  const models = draft.models.map((kept, at) => [kept.model.trim(), modelOf(kept, at, wrong)] as const);
  const { accountId, site } = draft;
  const input: DepotInput = {
    name: draft.name.trim(),
    zone: draft.zone.trim(),
    ...(accountId.trim() ? { accountId: accountId.trim() } : {}),
    ...(site.trim() ? { site: site.trim() } : {}),
    clerks: [...draft.clerks],
    models: Object.fromEntries(models),
  };
  return { input, wrong };
}

function modelOf(kept: ModelDraft, at: number, wrong: Map<string, Complaint>): DepotInput['models'][string] {
  const whole = (field: string, text: string) => {
    const n = readWhole(text === '' ? '0' : text, most);
    if (n === undefined) wrong.set(`models.${at}.${field}`, 'number');
    return n ?? 0;
  };
  if (kept.model.trim() === '') wrong.set(`models.${at}.model`, 'missing');
  const floors = Object.entries(kept.floors).map(
    ([policy, text]) => [policy, whole(`floors.${policy}`, text)] as const,
  );
  return {
    substitutes: readList(kept.substitutes),
    minimum: whole('minimum', kept.minimum),
    floors: Object.fromEntries(floors.filter(([, n]) => n > 0)),
  };
}
