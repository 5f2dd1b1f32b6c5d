-- What is written about people, and drafts of calls: rows apart from events, encrypted each with a key of its own. Times are milliseconds of UTC.

create table credentials.words (
    "Id" character varying(64) collate "C" not null,
    "Owner" character varying(128) collate "C" not null,
    "Subject" character varying(64) collate "C",
    "Key" bytea not null,
    "Data" bytea not null,
    "Recorded" bigint not null,
    "Used" bigint not null,
    "Kept" integer not null,
    "IsNamed" boolean not null,
    constraint "PK_words" primary key ("Id"),
    constraint "FK_words_subject_Subject" foreign key ("Subject") references credentials.subject ("Id") on delete cascade
);

create index "IX_words_Owner" on credentials.words ("Owner");

create index "IX_words_Subject" on credentials.words ("Subject") where "Subject" is not null;

create index "IX_words_Used" on credentials.words ("Used");

-- What may be nobody's, and is so few.
create index "IX_words_IsNamed" on credentials.words ("Used") where not "IsNamed";

-- As of subjects: about whoever the ledger lists nothing is kept, though a backup brought them back.
create function credentials.words_erased() returns trigger language plpgsql as $$
begin
    if exists (select 1 from credentials.erasure e where e."Subject" = new."Subject") then
        raise exception 'it was erased' using errcode = '23514';
    end if;
    return new;
end $$;

create trigger words_erased before insert on credentials.words for each row when (new."Subject" is not null) execute function credentials.words_erased();

create table credentials.call_draft (
    "Account" character varying(64) collate "C" not null,
    "Id" character varying(64) collate "C" not null,
    "Key" bytea not null,
    "Data" bytea not null,
    "Changed" bigint not null,
    constraint "PK_call_draft" primary key ("Account", "Id")
);

create index "IX_call_draft_Changed" on credentials.call_draft ("Changed");
