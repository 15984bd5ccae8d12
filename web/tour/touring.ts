import { createStore, useStore } from '../app/store.ts';

/** Whether the tour goes on; it begins from Today, the palette and the settings. */
const touring = createStore(false);
export const useTouring = (): boolean => useStore(touring);
export const startTour = (): void => touring.set(true);
export const endTour = (): void => touring.set(false);
