-- Enrolled phones are sessions of their own kind; whoever is to have one is invited.

alter table credentials.session add column "Phone" character varying(50);
alter table credentials.session add column "Team" character varying(64);
alter table credentials.session add column "Renewed" bigint not null default 0;

create index "IX_session_Team" on credentials.session ("Team") where "Team" is not null;

create table credentials.phone_invitation (
    "Id" character varying(36) not null,
    "Token" character varying(64) not null,
    "Team" character varying(64) not null,
    "Account" character varying(64) not null,
    "Name" character varying(50),
    "Since" date not null,
    "Until" date not null,
    "ReplacesOthers" boolean not null,
    "By" character varying(64) not null,
    "Ends" bigint not null,
    "Claim" character varying(64),
    "Session" character varying(64),
    constraint "PK_phone_invitation" primary key ("Id")
);

create unique index "IX_phone_invitation_Token" on credentials.phone_invitation ("Token");

create index "IX_phone_invitation_Team" on credentials.phone_invitation ("Team");
