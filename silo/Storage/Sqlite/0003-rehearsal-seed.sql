-- What the rehearsal in this database was begun with: another seed would play a second one over it. Null: not begun, or a live database.
alter table stamp add column rehearsal_seed integer;
