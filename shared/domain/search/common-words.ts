/** Legal forms and small words of names, folded: they tell names apart and lead nowhere by themselves. */
export const commonNameWords: ReadonlySet<string> = new Set(
  (
    'gmbh mbh ag kg kgaa ohg ug gbr ek ev co sarl sas sa srl spa snc sl slu sp zoo oo ltd limited inc llc llp plc ' +
    'corp bv nv ab oy aps und and et the der die das of de di la le les el los 株式会社 有限会社 合同会社'
  ).split(' '),
);

/** What many mailboxes are called, and who keeps mail for everybody, folded. */
export const commonMailWords: ReadonlySet<string> = new Set(
  (
    'info mail office hello contact contacto contatti kontakt sales service support team shop admin ' +
    'gmail googlemail outlook hotmail live msn yahoo ymail icloud me aol gmx web freenet online proton protonmail ' +
    'orange wanadoo laposte free libero tiscali com co'
  ).split(' '),
);
