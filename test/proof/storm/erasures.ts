import { erasePerson } from '../../../functions/persons/erase-person.ts';
import { holdsPersonal, rowsOfPerson } from '../../../functions/persons/rows-of-person.ts';
import { type Instant, MINUTE, SECOND } from '../../../shared/kernel/instant.ts';
import { loadOpenCallsWith } from '../../../shared/store/calls-of-person.ts';
import { loadTombstone, type PersonPlace } from '../../../shared/store/person-store.ts';
import type { World } from '../../simulation/world.ts';

/** Somebody tries until it is answered. */
function until(world: World, name: string, work: Parameters<typeof world.act<unknown>>[1]): void {
  const again = async () => {
    const done = await world.act(name, work);
    if (done.ended !== 'well') world.clock.after(5 * SECOND, () => void again());
  };
  void again();
}

/** Each is erased some minutes after the one before; minutes later a system that has not heard of it says their number again. */
export function eraseOneByOne(world: World, people: readonly PersonPlace[], pause: Instant): void {
  const from = world.clock.now();
  for (const [n, place] of people.entries()) {
    const at = from + (n + 1) * pause;
    world.clock.at(at, () =>
      until(world, 'lead', ports =>
        erasePerson(ports, { ...place, reason: 'they asked', principal: 'anna' }),
      ),
    );
    world.clock.at(at + 4 * MINUTE, () => {
      const contact = { name: 'Cleo', phone: '+4930901820' };
      until(world, 'intake', ports =>
        world.asked().writeContact(ports, { ...place, contact, asOf: ports.clock.now() }),
      );
    });
  }
}

/** What is left of those who were erased. */
export async function leftOf({ table }: World, people: readonly PersonPlace[]): Promise<string[]> {
  const left = people.map(async place => {
    const name = `${place.accountId} ${place.contactId}`;
    const stone = await loadTombstone(table, place);
    if (!stone) return [`${name} is known`];
    const calls = (await loadOpenCallsWith(table, stone)).filter(({ erased }) => !erased);
    const rows: string[] = [];
    for await (const row of rowsOfPerson(table, stone))
      if (row['type'] !== 'contact' && holdsPersonal(row)) rows.push(`${row.pk} ${row.sk} is of ${name}`);
    return [
      ...rows,
      ...calls.map(({ id }) => `${id} is with ${name}`),
      ...(stone.lookAt === undefined ? [] : [`${name} is still looked for`]),
    ];
  });
  return (await Promise.all(left)).flat();
}
