import type { Leg, PolicyInput } from '../../../shared/contracts/promises-contract.ts';

export type Damage = NonNullable<PolicyInput['match']['damages']>[number];

/** Restated from the contract, whose file would bring the checks of all shapes onto the page. */
const everyDamage: Readonly<Record<Damage, true>> = {
  broken: true,
  lost: true,
  stolen: true,
  malfunction: true,
};
const everyLeg: Readonly<Record<Leg, true>> = {
  diagnose: true,
  prepare: true,
  ship: true,
  install: true,
  return: true,
};
export const damages = Object.keys(everyDamage) as readonly Damage[];
export const legs = Object.keys(everyLeg) as readonly Leg[];
