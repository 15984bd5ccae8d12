/**
 * Every path of every room of the console, on the day of the stand-in: each view of a room, and one page of each sort
 * behind it. What opens every room takes this list, so that a new room is looked at from all sides.
 */
export const allRooms = [
  ...['/today'],
  ...['/inbox', '/inbox/ntf_1', '/inbox/ntf_4?filter=all', '/inbox?filter=unread', '/inbox?filter=snoozed'],
  ...['/inbox?filter=team', '/inbox?filter=queue'],
  ...['/feed'],
  ...['/accounts', '/accounts?of=mine', '/accounts?q=Nord', '/accounts/acc-0', '/accounts/acc-3'],
  ...['/accounts/acc-0?call=c-1'],
  ...['/devices', '/devices?group=leg', '/devices?group=owner', '/devices?month=2026-11'],
  ...['/devices/case_late', '/devices/case_empty', '/devices/case_stolen', '/devices/case_ship'],
  ...['/tasks', '/tasks?of=queue'],
  ...['/calls', '/calls?of=team', '/calls?of=week', '/calls/call_welcome', '/calls/call_talk'],
  ...['/phone/34910000001'],
  ...['/outreach', '/outreach/held', '/outreach/ended'],
  ...['/outreach/out_burst', '/outreach/out_claims', '/outreach/out_market', '/outreach/out_done'],
  ...['/team', '/load', '/load?of=try', '/duty', '/duty?weeks=4'],
  ...['/chains', '/chains?of=running', '/chains?of=try'],
  ...['/depots', '/depots/mall', '/counter', '/counter/mall'],
  ...['/promises', '/promises/two-hours', '/promises?of=calendars', '/promises?of=try'],
  ...['/promises?of=review', '/promises?of=rematch'],
  ...['/insights'],
  ...['/ops', '/ops/all', '/ops/watch', '/ops/qrt_1', '/ops/qrt_3', '/ops/qrt_6'],
  ...['/settings', '/settings?of=messages', '/settings?of=links'],
  ...['/no/such/room'],
] as const;
