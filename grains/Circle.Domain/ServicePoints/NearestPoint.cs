using Circle.Domain.Facilities;

namespace Circle.Domain.ServicePoints;

/// <summary>
/// Of many points to each the nearest. They are looked through from south to north, outwards from the point and no farther than the
/// nearest so far, so that ten times as many take some thirty times as long and not a hundred.
/// </summary>
internal static class NearestPoint
{
    /// <summary>Metres of a degree of latitude, less what datums may differ by from one spot to the next.</summary>
    private const double Degree = 110_000;

    /// <returns>By id; none of a point without a position, or where no other has one.</returns>
    public static Dictionary<ServicePointId, (ServicePointView? Nearest, double Metres)> OfEach(IEnumerable<ServicePointView> points)
    {
        var all = points.Where(p => p.Listing.Position is not null).Select(p => (Point: p, At: p.Listing.Position!, North: Distance.InGcj02(p.Listing.Position!).Latitude))
            .OrderBy(p => p.North).ThenBy(p => p.Point.Id.Value, StringComparer.Ordinal).ToArray();
        var found = new Dictionary<ServicePointId, (ServicePointView?, double)>(all.Length);
        for (var i = 0; i < all.Length; i++)
        {
            var (nearest, metres) = (default(ServicePointView), double.PositiveInfinity);
            var (south, north) = (i - 1, i + 1);
            while (south >= 0 || north < all.Length)
            {
                if (south >= 0 && !Try(ref south, -1)) south = -1;
                if (north < all.Length && !Try(ref north, 1)) north = all.Length;
            }

            if (nearest is not null) found[all[i].Point.Id] = (nearest, metres);

            bool Try(ref int at, int step)
            {
                if (Math.Abs(all[at].North - all[i].North) * Degree > metres) return false;
                var far = Distance.Metres(all[i].At, all[at].At);
                if (far < metres || (far == metres && string.CompareOrdinal(all[at].Point.Id.Value, nearest!.Id.Value) < 0)) (nearest, metres) = (all[at].Point, far);
                at += step;
                return true;
            }
        }

        return found;
    }
}
