-- Wrong tries by whom they count against, one-time codes that were used, and when whoever holds a session last showed who they are.

create table credentials.attempt (
    "Key" character varying(64) not null,
    "Failures" integer not null,
    "Last" bigint not null,
    "LockedUntil" bigint not null,
    constraint "PK_attempt" primary key ("Key")
);

create index "IX_attempt_Last" on credentials.attempt ("Last");

create table credentials.used_code (
    "PersonId" text not null,
    "Step" bigint not null,
    constraint "PK_used_code" primary key ("PersonId"),
    constraint "FK_used_code_person_PersonId" foreign key ("PersonId") references credentials.person ("Id") on delete cascade
);

alter table credentials.session add column "Confirmed" bigint not null default 0;
