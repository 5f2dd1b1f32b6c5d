-- What Orleans' ADO.NET grain storage asks for: a table of queries by key, each one statement, and whatever
-- those queries write to. A grain's state is one row; its version is the ETag.
create table grain_state (
    service_id text    not null,
    state_name text    not null,
    key_high   bigint  not null,
    key_low    bigint  not null,
    key_text   text    not null,
    version    integer not null,
    payload    bytea,
    primary key (service_id, state_name, key_high, key_low, key_text)
) with (fillfactor = 70);

create table OrleansQuery (
    QueryKey  text not null primary key,
    QueryText text not null
);

insert into OrleansQuery (QueryKey, QueryText) values
('ReadFromStorageKey',
'select payload as PayloadBinary, version as Version
   from grain_state
  where service_id = @ServiceId and state_name = @GrainTypeString
    and key_high = @GrainIdN1 and key_low = @GrainIdN0 and key_text = coalesce(@GrainIdExtensionString, '''')'),

-- Nothing comes back when the ETag is not the row's: the provider takes that for a conflict. Without an ETag only the
-- first writer finds no row; two first writes meet at the primary key.
('WriteToStorageKey',
'insert into grain_state (service_id, state_name, key_high, key_low, key_text, version, payload)
 select @ServiceId, @GrainTypeString, @GrainIdN1, @GrainIdN0, coalesce(@GrainIdExtensionString, ''''), 1, @PayloadBinary
  where @GrainStateVersion is null
     or exists (select 1 from grain_state
                 where service_id = @ServiceId and state_name = @GrainTypeString
                   and key_high = @GrainIdN1 and key_low = @GrainIdN0 and key_text = coalesce(@GrainIdExtensionString, ''''))
     on conflict (service_id, state_name, key_high, key_low, key_text)
     do update set version = grain_state.version + 1, payload = excluded.payload
  where grain_state.version = @GrainStateVersion
 returning version as NewGrainStateVersion'),

('ClearStorageKey',
'update grain_state set payload = null, version = version + 1
  where service_id = @ServiceId and state_name = @GrainTypeString
    and key_high = @GrainIdN1 and key_low = @GrainIdN0 and key_text = coalesce(@GrainIdExtensionString, '''')
    and version = @GrainStateVersion
 returning version as NewGrainStateVersion'),

-- The provider takes an unchanged version for a conflict, so the one that the row would have had next is given.
('DeleteStorageKey',
'delete from grain_state
  where service_id = @ServiceId and state_name = @GrainTypeString
    and key_high = @GrainIdN1 and key_low = @GrainIdN0 and key_text = coalesce(@GrainIdExtensionString, '''')
    and version = @GrainStateVersion
 returning version + 1 as NewGrainStateVersion');
