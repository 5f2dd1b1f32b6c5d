-- What Orleans' ADO.NET clustering asks for, each query one statement. The membership's version row is the fence: whoever
-- raises it from the version it read may write its silo's row; who comes second finds another version and changes nothing.
create table silo_membership (
    deployment_id text    not null primary key,
    version       integer not null default 0,
    changed_at    timestamptz not null default now()
) with (fillfactor = 70);

create table silo (
    deployment_id text        not null references silo_membership on delete cascade,
    address       text        not null,
    port          integer     not null,
    generation    integer     not null,
    silo_name     text        not null,
    host_name     text        not null,
    status        integer     not null,
    proxy_port    integer     not null,
    suspect_times text,
    start_time    timestamptz not null,
    alive_time    timestamptz not null,
    primary key (deployment_id, address, port, generation)
) with (fillfactor = 70);

insert into OrleansQuery (QueryKey, QueryText) values
('InsertMembershipVersionKey',
'with added as (insert into silo_membership (deployment_id) values (@DeploymentId) on conflict do nothing returning 1)
 select exists (select 1 from added)'),

-- Always one row at least: without members it carries the version alone.
('MembershipReadAllKey',
'select s.address as Address, s.port as Port, s.generation as Generation, s.silo_name as SiloName, s.host_name as HostName,
        s.status as Status, s.proxy_port as ProxyPort, s.suspect_times as SuspectTimes, s.start_time as StartTime,
        s.alive_time as IAmAliveTime, m.version as Version
   from silo_membership m left join silo s using (deployment_id)
  where m.deployment_id = @DeploymentId'),

('MembershipReadRowKey',
'select s.address as Address, s.port as Port, s.generation as Generation, s.silo_name as SiloName, s.host_name as HostName,
        s.status as Status, s.proxy_port as ProxyPort, s.suspect_times as SuspectTimes, s.start_time as StartTime,
        s.alive_time as IAmAliveTime, m.version as Version
   from silo_membership m
        left join silo s on s.deployment_id = m.deployment_id and s.address = @Address and s.port = @Port and s.generation = @Generation
  where m.deployment_id = @DeploymentId'),

('InsertMembershipKey',
'with fence as (
     update silo_membership set version = version + 1, changed_at = now()
      where deployment_id = @DeploymentId and version = @Version
        and not exists (select 1 from silo
                         where deployment_id = @DeploymentId and address = @Address and port = @Port and generation = @Generation)
     returning deployment_id),
 added as (
     insert into silo (deployment_id, address, port, generation, silo_name, host_name, status, proxy_port, start_time, alive_time)
     select deployment_id, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime from fence
     returning 1)
 select exists (select 1 from added)'),

('UpdateMembershipKey',
'with fence as (
     update silo_membership set version = version + 1, changed_at = now()
      where deployment_id = @DeploymentId and version = @Version
        and exists (select 1 from silo
                     where deployment_id = @DeploymentId and address = @Address and port = @Port and generation = @Generation)
     returning deployment_id),
 changed as (
     update silo s set status = @Status, suspect_times = @SuspectTimes, alive_time = @IAmAliveTime
       from fence
      where s.deployment_id = fence.deployment_id and s.address = @Address and s.port = @Port and s.generation = @Generation
     returning 1)
 select exists (select 1 from changed)'),

-- A sign of life does not raise the version: it would make every silo read the whole table again.
('UpdateIAmAlivetimeKey',
'update silo set alive_time = @IAmAliveTime
  where deployment_id = @DeploymentId and address = @Address and port = @Port and generation = @Generation'),

('GatewaysQueryKey',
'select address as Address, proxy_port as ProxyPort, generation as Generation
   from silo where deployment_id = @DeploymentId and status = @Status and proxy_port > 0'),

('DeleteMembershipTableEntriesKey',
'delete from silo_membership where deployment_id = @DeploymentId'),

-- Dead (6) silos only: one that is silent but not yet declared dead still has to be.
('CleanupDefunctSiloEntriesKey',
'delete from silo where deployment_id = @DeploymentId and status = 6 and alive_time < @IAmAliveTime'),

-- The newer form: the row goes only if nobody touched it since it was read.
('CleanupDefunctSiloEntryKey',
'delete from silo
  where deployment_id = @DeploymentId and address = @Address and port = @Port and generation = @Generation
    and status = 6 and start_time = @StartTime and alive_time = @IAmAliveTime
    and suspect_times is not distinct from @SuspectTimes');
