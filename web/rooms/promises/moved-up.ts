/** The same list with one of it one place further up. */
export const movedUp = (list: readonly string[], place: number): readonly string[] => {
  const one = list[place];
  const above = list[place - 1];
  return one === undefined || above === undefined
    ? list
    : [...list.slice(0, place - 1), one, above, ...list.slice(place + 1)];
};
