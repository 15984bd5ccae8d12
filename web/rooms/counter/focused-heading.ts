import { useEffect, useRef } from 'react';

/** The heading of a step takes the focus, so that those who listen hear where they are. */
export function useFocusedHeading() {
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => ref.current?.focus(), []);
  return ref;
}
