-- The last happening of a row's owner as JSON, for tickers; null: none.
alter table place add column latest text;
