-- What a search takes literally, and an e-mail address that a search for orders looks for.

do $$ begin
  execute replace(replace(replace(pg_get_functiondef('find_orders'::regproc),
    $old$'%' || words || '%'$old$, $new$'%' || as_typed(words) || '%'$new$),
    $old$'%' || folded(words) || '%'$old$, $new$'%' || as_typed(folded(words)) || '%'$new$),
    -- Orders have a column of that name too.
    $old$declare hits int$old$, $new$#variable_conflict use_variable
declare hits int$new$);
end $$;
