-- Service points by where they stand: a living circle asks for those within a walk, whatever place they belong to.
create index place_point_position
    on place (json_extract(view, '$.listing.position.latitude'), json_extract(view, '$.listing.position.longitude'))
 where kind = 'point';
