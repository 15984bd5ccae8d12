import type { Template, Templates } from '../../../infra/checks/templates.ts';

export type Loose = { Type: string; Properties: Record<string, unknown>; DeletionPolicy?: string };

/** A copy of the templates in which one resource, or every one of its kind, was changed. */
export function broken(
  templates: Templates,
  type: string,
  change: (resource: Loose, id: string) => unknown,
): Templates {
  const copy = structuredClone(templates) as Record<string, Template>;
  let changed = 0;
  for (const { Resources } of Object.values(copy))
    for (const [id, resource] of Object.entries(Resources)) {
      if (resource.Type !== type) continue;
      const before = JSON.stringify(resource);
      change(resource as unknown as Loose, id);
      if (JSON.stringify(resource) !== before) changed++;
    }
  if (changed === 0) throw new Error(`Nothing of ${type} was changed: the test breaks nothing.`);
  return copy;
}

/** A copy without the resources that are chosen. */
export function without(templates: Templates, type: string, which: (resource: Loose) => boolean): Templates {
  const copy = structuredClone(templates) as Record<string, { Resources: Record<string, unknown> }>;
  for (const stack of Object.values(copy))
    stack.Resources = Object.fromEntries(
      Object.entries(stack.Resources).filter(
        ([, resource]) => (resource as Loose).Type !== type || !which(resource as Loose),
      ),
    );
  return copy as unknown as Templates;
}

/** A copy with one more resource. */
export function withOne(templates: Templates, id: string, resource: Loose): Templates {
  const [stack, template] = Object.entries(templates).find(([name]) => name.endsWith('product')) ?? [];
  if (!stack || !template) throw new Error('There is no product stack.');
  return { ...templates, [stack]: { ...template, Resources: { ...template.Resources, [id]: resource } } };
}
