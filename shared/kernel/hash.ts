/**
 * FNV-1a with 32 bits (http://www.isthe.com/chongo/tech/comp/fnv/), for spreading keys over shards.
 * Not for identity: collisions are easy to find.
 */
export function shardOf(text: string, shards: number): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    hash ^= text.charCodeAt(at);
    hash = Math.imul(hash, 0x01000193);
  }
  return (hash >>> 0) % shards;
}
