-- Links by which people set their passwords, keys of programs, and when somebody was here last.

alter table credentials.person add column "Seen" bigint;

create table credentials.invitation (
    "Hash" character varying(64) not null,
    "PersonId" text not null,
    "Command" character varying(36) not null,
    "Grants" character varying(64) not null,
    "Made" bigint not null,
    "Ends" bigint not null,
    constraint "PK_invitation" primary key ("Hash"),
    constraint "FK_invitation_person_PersonId" foreign key ("PersonId") references credentials.person ("Id") on delete cascade
);

create table credentials.service_key (
    "Id" character varying(16) not null,
    "PersonId" text not null,
    "Command" character varying(36) not null,
    "Name" character varying(50) not null,
    "Hash" character varying(64) not null,
    "Made" bigint not null,
    "Ends" bigint not null,
    "Used" bigint,
    constraint "PK_service_key" primary key ("Id"),
    constraint "FK_service_key_person_PersonId" foreign key ("PersonId") references credentials.person ("Id") on delete cascade
);

create index "IX_invitation_PersonId" on credentials.invitation ("PersonId");

create index "IX_service_key_PersonId" on credentials.service_key ("PersonId");
