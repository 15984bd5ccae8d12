export type Child = Node | string | undefined;
type Props = Readonly<Record<string, string | boolean | ((event: Event) => void) | undefined>>;

/** An element with its attributes, listeners and children; text is always text. False and undefined are left out. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props,
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === 'function') made.addEventListener(name, value);
    else if (value !== undefined && value !== false) made.setAttribute(name, value === true ? '' : value);
  }
  made.append(...children.filter(child => child !== undefined));
  return made;
}
