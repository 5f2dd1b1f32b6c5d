/** What whoever is signed in is offered; the server decides. */
export interface May {
  reveal: boolean;
  erase: boolean;
  /** Rules and ledger. */
  rules: boolean;
  /** Opens accounts of a team's volunteers, so that a record may name one. */
  lead: boolean;
  /** Who leads a team and is nothing else sees that team alone. */
  ownTeam: boolean;
}

export function mayOf(permissions: readonly string[]): May {
  const has = (permission: string) => permissions.includes(permission);
  return {
    reveal: has('reveal'),
    erase: has('erase'),
    rules: has('erase') || has('audit'),
    lead: has('invite') && has('reveal'),
    ownTeam: has('reveal') && !has('watch') && !has('erase'),
  };
}

/** What is done about one of those on record. */
export type What = 'reveal' | 'erase' | 'hold' | 'lift';
